/// What a person may set from outside, read once at the edge; the rooms are given records.
@NullMarked
package dev.shoal.config;

import org.jspecify.annotations.NullMarked;
