@NullMarked
package dev.shoal.agent;

import org.jspecify.annotations.NullMarked;
