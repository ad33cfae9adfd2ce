/// The real handlers and domain over the adapters in memory, on one thread, in virtual time, from
/// one seed; with every fault that can happen between two calls of a port.
@NullMarked
package dev.shoal.simulation;

import org.jspecify.annotations.NullMarked;
