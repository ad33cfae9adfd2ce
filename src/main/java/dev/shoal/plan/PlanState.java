package dev.shoal.plan;

import dev.shoal.run.Lease;
import java.util.Locale;

/// Where a plan stands. `handoff` is what its parent, or the judge, reads.
public sealed interface PlanState {
    record Ready() implements PlanState {}

    record Claimed(Lease lease) implements PlanState {}

    /// Waits until no more than `lowWater` of its children are open.
    record Waiting(int lowWater) implements PlanState {}

    record Done(String handoff) implements PlanState {}

    record Failed(String handoff) implements PlanState {}

    /// The name that clients see.
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    default boolean isOver() {
        return switch (this) {
            case Ready r -> false;
            case Claimed c -> false;
            case Waiting w -> false;
            case Done d -> true;
            case Failed f -> true;
        };
    }
}
