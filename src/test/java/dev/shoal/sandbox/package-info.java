@NullMarked
package dev.shoal.sandbox;

import org.jspecify.annotations.NullMarked;
