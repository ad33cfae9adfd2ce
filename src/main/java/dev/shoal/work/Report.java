package dev.shoal.work;

import java.time.Duration;

/// What a worker says of its task when it is through.
public sealed interface Report {
    String handoff();

    /// The tree is as the task wants it, and passes verification.
    record Done(String handoff) implements Report {}

    record GaveUp(String handoff) implements Report {}

    /// Nothing is left to do until another task has mended what stands in the way; the next leg
    /// goes on from here after `later`. The handoff is its notes.
    record Blocked(String handoff, Duration later) implements Report {}
}
