@NullMarked
package dev.shoal.trunk;

import org.jspecify.annotations.NullMarked;
