package dev.shoal.work;

/// What a worker says of its task when it is through.
public sealed interface Report {
    String handoff();

    /// The tree is as the task wants it, and passes verification.
    record Done(String handoff) implements Report {}

    record GaveUp(String handoff) implements Report {}
}
