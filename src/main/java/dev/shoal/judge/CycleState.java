package dev.shoal.judge;

import dev.shoal.run.Lease;

/// Where a cycle stands.
public sealed interface CycleState {
    record Open() implements CycleState {}

    record Judging(Lease lease) implements CycleState {}

    record Judged(Verdict verdict) implements CycleState {}
}
