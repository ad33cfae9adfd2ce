package dev.shoal.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time an agent has: from `start` to `deadline`, the end of which is kept for handing over.
record Term(InstantSource clock, Instant start, Instant deadline) {
    private static final Duration USUAL_RESERVE = Duration.ofSeconds(90);
    private static final Duration SCARCE = Duration.ofMinutes(5);

    /// The end that is kept: 90 s or 15 % of the whole, whichever is smaller.
    Duration reserve() {
        return smaller(USUAL_RESERVE, whole().multipliedBy(15).dividedBy(100));
    }

    /// Until the agent has to hand over; zero or less if it has to now.
    Duration left() {
        return Duration.between(clock.instant(), deadline.minus(reserve()));
    }

    /// The longest that a model call may take now: a third of the reserve is left for what its
    /// caller does with the end of the agent.
    Duration callTime() {
        return Duration.between(clock.instant(), deadline.minus(reserve().dividedBy(3)));
    }

    boolean isUp() {
        return !left().isPositive();
    }

    boolean isScarce() {
        return left().compareTo(smaller(SCARCE, whole().dividedBy(4))) < 0;
    }

    private Duration whole() {
        return Duration.between(start, deadline);
    }

    private static Duration smaller(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
