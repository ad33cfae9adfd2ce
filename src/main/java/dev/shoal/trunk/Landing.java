package dev.shoal.trunk;

import dev.shoal.run.TaskId;
import java.time.Instant;
import java.util.Optional;

/// One position on a run's trunk. Position 0 is the seed: the upstream commit the run started from,
/// without a task. `commit` has the commit of the position before as its only parent; or as its
/// first, if it merges what somebody else pushed upstream, and is no task's either. `pack` is the
/// key in [Packs] of a pack that holds what this commit added. `together` is how many landed at
/// once with it, itself included.
public record Landing(
        long position,
        CommitId commit,
        String pack,
        Optional<TaskId> task,
        Instant at,
        int together) {

    /// One that landed alone.
    public Landing(long position, CommitId commit, String pack, Optional<TaskId> task, Instant at) {
        this(position, commit, pack, task, at, 1);
    }
}
