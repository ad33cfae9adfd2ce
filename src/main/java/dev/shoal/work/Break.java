package dev.shoal.work;

import dev.shoal.run.TaskId;
import java.util.Optional;
import java.util.Set;

/// A failure that tasks of one cycle met. `fix` is the task that was made to mend it, `metBy` who
/// met it before there was one, `round` counts how often it came back after that (0: not yet).
/// Whether it is mended is told by the state of `fix`, and by nothing else.
public record Break(Symptom symptom, int round, Set<TaskId> metBy, Optional<TaskId> fix) {}
