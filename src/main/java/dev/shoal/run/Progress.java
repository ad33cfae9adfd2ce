package dev.shoal.run;

/// Counts of a run's tasks by state, and of conflicts that went to a reconciler.
public record Progress(
        long ready, long claimed, long landed, long done, long failed, long conflicts) {}
