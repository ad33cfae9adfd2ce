package dev.shoal.run;

import java.time.Duration;

/// What a run may still spend. Port.
///
/// An agent reserves before it calls a model and settles afterwards. What is reserved by an agent
/// that dies stays reserved, that is, counts as spent: spending never exceeds the limits.
public interface Ledger {

    /// After this long an open reservation may be forgotten: whoever made it is dead, it stays
    /// spent, and can't be settled any more.
    Duration FORGOTTEN = Duration.ofHours(2);

    /// Takes a share of what is left by a conditional decrement. [Reservation.Exhausted] if either
    /// part of what is left is zero or less. `hold` is used once; retried calls of one invocation
    /// take once.
    Reservation reserve(RunId run, Hold hold, Wanted wanted);

    /// Closes the bill's holds, all made by one agent: gives back what was `reserved` with them and
    /// not spent, and adds what was spent to the run's totals. The bill may exceed `reserved` (a
    /// reply cost more than foreseen); then what is left shrinks further. Counts once however often
    /// it is repeated, since the holds are open only once.
    void settle(RunId run, Amount reserved, Bill bill);

    /// What may still be reserved. Less than nothing if the limits were lowered below what is
    /// taken.
    Amount left(RunId run);

    Spending spending(RunId run);

    /// How much is asked for: `least` for the next model call, `most` for a good many.
    record Wanted(Amount least, Amount most) {

        /// So large a part of what is free may all holders together have at first: who comes next
        /// finds something, too.
        private static final int PARTS = 4;

        /// Of what is `left`, when `holders` others have some already: a fair share, but not less
        /// than `least` nor more than `most`; what is left, if that is less.
        public Amount share(Amount left, int holders) {
            return new Amount(
                    share(least.tokens(), most.tokens(), left.tokens(), holders),
                    share(least.micros(), most.micros(), left.micros(), holders));
        }

        private static long share(long least, long most, long left, int holders) {
            long fair = left / (PARTS * (holders + 1L));
            return Math.min(left, Math.clamp(fair, least, Math.max(least, most)));
        }
    }

    /// The outcome of asking for an allowance.
    sealed interface Reservation {
        record Granted(Amount amount) implements Reservation {}

        record Exhausted() implements Reservation {}
    }
}
