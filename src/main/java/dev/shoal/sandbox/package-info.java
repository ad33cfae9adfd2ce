/// Where commands run: the only place that ever puts a tree's files on a disk.
@NullMarked
package dev.shoal.sandbox;

import org.jspecify.annotations.NullMarked;
