package dev.shoal.plan;

/// What a planner decided at the end of a round.
public sealed interface Outcome {
    String summary();

    /// Wake me when results are in.
    record Await(String summary) implements Outcome {}

    /// The scope is complete; the summary is the handoff.
    record Complete(String summary) implements Outcome {}
}
