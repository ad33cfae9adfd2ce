package dev.shoal.run;

import java.time.Instant;
import java.util.Locale;

/// Where a run stands. [Ended] is final; the others may follow each other.
public sealed interface RunState {
    record Seeding() implements RunState {}

    record Running(int cycle) implements RunState {}

    record Paused(int cycle) implements RunState {}

    record Ended(Outcome outcome, Instant at, String reason) implements RunState {}

    /// How a run can end: judged complete, judged hopeless, stopped by its user, a limit used up,
    /// or a fault (such as a repository that can't be read).
    enum Outcome {
        COMPLETE,
        ABANDONED,
        STOPPED,
        EXHAUSTED,
        FAILED
    }

    /// True unless it has ended for good: a paused run goes on when it is told to, an exhausted one
    /// once its limits were raised.
    default boolean mayGoOn() {
        return !(this instanceof Ended end) || end.outcome() == Outcome.EXHAUSTED;
    }

    /// The name that clients see.
    default String label() {
        return switch (this) {
            case Seeding s -> "seeding";
            case Running r -> "running";
            case Paused p -> "paused";
            case Ended e -> e.outcome().name().toLowerCase(Locale.ROOT);
        };
    }
}
