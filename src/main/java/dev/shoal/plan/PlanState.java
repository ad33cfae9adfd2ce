package dev.shoal.plan;

import dev.shoal.run.Lease;
import java.util.Locale;

/// Where a plan stands. `handoff` is what its parent, or the judge, reads.
public sealed interface PlanState {
    record Ready() implements PlanState {}

    record Claimed(Lease lease) implements PlanState {}

    /// Waits until no more than `lowWater` of its children are open.
    record Waiting(int lowWater) implements PlanState {
        /// Of so many a plan is woken when this fraction is left, and at least one.
        private static final int FRACTION = 10;

        /// Fewer are waited for to the last: a round for two or three results costs more than the
        /// wait, which the limits of attempts and legs bound.
        private static final int FEW = 4;

        /// The mark for so many results that are still to be heard. Always less than those, so that
        /// a plan that was woken at its mark has something new to hear.
        public static int mark(int toHear) {
            return toHear < FEW ? 0 : Math.max(1, toHear / FRACTION);
        }
    }

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
