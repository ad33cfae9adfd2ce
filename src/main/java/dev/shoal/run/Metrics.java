package dev.shoal.run;

import java.time.Duration;

/// What is counted for graphs and alarms. Port. Nothing decides anything by it; noting something
/// never fails.
@FunctionalInterface
public interface Metrics {

    /// For whoever has no graphs.
    Metrics NONE = measure -> {};

    void note(Measure measure);

    /// One thing to count.
    sealed interface Measure {

        /// A task came to its end: `landed`, `done` or `failed`.
        record TaskEnded(String outcome) implements Measure {}

        /// A finished tree was brought onto the trunk: how long it took from the first merge on.
        record Landed(Duration took) implements Measure {}

        /// A landing met conflicts that had to be reconciled, this many times.
        record Conflicts(int count) implements Measure {}

        /// An agent settled what it had spent.
        record Spent(Spend spend) implements Measure {}

        /// What was announced on `queue` reached its function this much later. Contains the delay
        /// that was asked for, if any.
        record Woken(String queue, Duration delay) implements Measure {}
    }
}
