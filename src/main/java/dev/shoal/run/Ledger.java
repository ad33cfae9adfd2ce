package dev.shoal.run;

/// What a run may still spend. Port.
///
/// An agent reserves before it calls a model and settles afterwards. What is reserved by an agent
/// that dies stays reserved, that is, counts as spent: spending never exceeds the limits.
public interface Ledger {

    /// Takes up to `wanted` (each part at most what is left) by a conditional decrement.
    /// [Reservation.Exhausted] if either part of what is left is zero or less. Retried calls of one
    /// invocation take once.
    Reservation reserve(RunId run, Amount wanted);

    /// Gives back what was reserved and not spent, and adds `spent` to the run's totals. `spent`
    /// may exceed `reserved` (a reply cost more than foreseen); then what is left shrinks further.
    /// Each call counts, except that the retries inside one call count once.
    void settle(RunId run, Amount reserved, Spend spent);

    /// What may still be reserved. Less than nothing if the limits were lowered below what is
    /// taken.
    Amount left(RunId run);

    /// The outcome of asking for an allowance.
    sealed interface Reservation {
        record Granted(Amount amount) implements Reservation {}

        record Exhausted() implements Reservation {}
    }
}
