package dev.shoal.work;

/// What became of an attempt to land.
public sealed interface LandResult {
    record Landed(long position) implements LandResult {}

    /// Somebody else landed there first; merge with the new end and try again.
    record PositionTaken() implements LandResult {}

    /// The task is no longer this worker's; stop quietly.
    record ClaimLost() implements LandResult {}
}
