/// What each port promises, as tests that every adapter must pass.
@NullMarked
package dev.shoal.contracts;

import org.jspecify.annotations.NullMarked;
