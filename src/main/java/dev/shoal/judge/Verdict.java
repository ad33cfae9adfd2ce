package dev.shoal.judge;

/// What the judge decided at the end of a cycle.
public sealed interface Verdict {
    String reason();

    record Complete(String reason) implements Verdict {}

    /// Another cycle, whose root planner reads `guidance`.
    record Continue(String reason, String guidance) implements Verdict {}

    record Abandon(String reason) implements Verdict {}
}
