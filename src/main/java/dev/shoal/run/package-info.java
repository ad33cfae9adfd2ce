/// The life of a run: what was asked for, what it may spend, which state it is in, and who is told.
///
/// Every other room may use this one; it uses none of them.
@NullMarked
package dev.shoal.run;

import org.jspecify.annotations.NullMarked;
