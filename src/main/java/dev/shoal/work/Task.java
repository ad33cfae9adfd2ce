package dev.shoal.work;

import dev.shoal.run.TaskId;
import java.util.List;
import java.util.Optional;

/// One task. `attempt` counts the claims that did not continue an orderly handed-over leg (1 = the
/// first), `leg` the legs handed over so far (0 = the first leg), `checkpoint` is where they got
/// to, `mishaps` how attempts ended that could still say so.
public record Task(
        TaskId id,
        TaskBrief brief,
        int attempt,
        int leg,
        Optional<Checkpoint> checkpoint,
        List<String> mishaps,
        TaskState state) {}
