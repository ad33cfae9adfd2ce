package dev.shoal.work;

import dev.shoal.run.TaskId;

/// How it stands with a failure that a task has met.
public sealed interface Standing {
    /// As far as is known nobody else has met it.
    record Unknown() implements Standing {}

    /// The task is there to mend it.
    record Own() implements Standing {}

    record BeingMended(TaskId by) implements Standing {}

    /// It is mended on the trunk, which the task's files are behind of.
    record Mended(TaskId by) implements Standing {}

    /// Somebody looked and found nothing to mend on the trunk.
    record Unfounded(TaskId by, String handoff) implements Standing {}

    /// Others have met it, and nobody can be asked to mend it now.
    record Unattended() implements Standing {}
}
