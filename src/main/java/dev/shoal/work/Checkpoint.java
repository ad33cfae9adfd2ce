package dev.shoal.work;

import dev.shoal.trunk.CommitId;

/// Where the next leg of a task goes on: `work` is a commit of the tree so far; its parent is the
/// trunk's commit at `position`, on which the tree is based. `pack` is the key of the pack with
/// what it added. `notes` is what the worker wrote down for itself.
public record Checkpoint(CommitId work, long position, String pack, String notes) {}
