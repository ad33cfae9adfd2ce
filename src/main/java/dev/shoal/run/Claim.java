package dev.shoal.run;

import java.time.Instant;

/// The outcome of asking for an item by a conditional write.
public sealed interface Claim<T> {

    /// This caller holds the item; `item` is as it stands after the claim.
    record Won<T>(T item) implements Claim<T> {}

    /// Somebody else holds it until `until` at the latest.
    record Lost<T>(Instant until) implements Claim<T> {}

    /// There is nothing to claim: it has ended, waits for others, or doesn't exist.
    record Gone<T>() implements Claim<T> {}
}
