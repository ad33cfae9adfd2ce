/// Runs of all agents over memory: how they hand over, get lost, and are found again.
@NullMarked
package dev.shoal.judge;

import org.jspecify.annotations.NullMarked;
