package dev.shoal.work;

import dev.shoal.trunk.CommitId;

/// Where the next leg of a task goes on: `work` is a commit of the tree so far, its parent the trunk
/// commit it was based on, `pack` the key of the pack with what it added. `notes` is what the worker
/// wrote down for itself.
public record Checkpoint(CommitId work, String pack, String notes) {}
