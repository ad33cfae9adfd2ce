/// Every port over one store in memory: what tests run on, and what says what a port means in the
/// simplest terms.
@NullMarked
package dev.shoal.memory;

import org.jspecify.annotations.NullMarked;
