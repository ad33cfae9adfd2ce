package dev.shoal.work;

import dev.shoal.run.Lease;
import java.util.Locale;

/// Where a task stands. `handoff` is what its planner reads.
public sealed interface TaskState {
    record Ready() implements TaskState {}

    record Claimed(Lease lease) implements TaskState {}

    record Landed(long position, String handoff) implements TaskState {}

    /// Finished, and nothing on the trunk had to change.
    record Done(String handoff) implements TaskState {}

    record Failed(String handoff) implements TaskState {}

    /// The name that clients see.
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    default boolean isOver() {
        return switch (this) {
            case Ready r -> false;
            case Claimed c -> false;
            case Landed l -> true;
            case Done d -> true;
            case Failed f -> true;
        };
    }
}
