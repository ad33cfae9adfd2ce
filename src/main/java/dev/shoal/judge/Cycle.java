package dev.shoal.judge;

/// One cycle of a run, from 1. `base` is the trunk position it began at; `attempt` counts the
/// judge's claims.
public record Cycle(int number, long base, int attempt, CycleState state) {}
