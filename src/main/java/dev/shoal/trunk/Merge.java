package dev.shoal.trunk;

import java.util.List;

/// The outcome of a three-way merge.
public sealed interface Merge {
    record Clean(TreeId tree) implements Merge {}

    /// `partial` has everything that merged, and ours (what has landed) where it did not.
    record Conflict(TreeId partial, List<ConflictedFile> files) implements Merge {}
}
