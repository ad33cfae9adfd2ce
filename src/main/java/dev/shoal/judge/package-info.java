/// The end of a cycle: is the goal reached, is it worth another cycle, or is it hopeless.
@NullMarked
package dev.shoal.judge;

import org.jspecify.annotations.NullMarked;
