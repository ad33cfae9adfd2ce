/// The trunk of a run and the trees on it: reading, editing, merging and packing, all in memory, on
/// git's own object model. The only room (with `remote`) that knows JGit.
@NullMarked
package dev.shoal.trunk;

import org.jspecify.annotations.NullMarked;
