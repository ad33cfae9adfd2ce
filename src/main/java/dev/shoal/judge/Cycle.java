package dev.shoal.judge;

import dev.shoal.run.Trail;

/// One cycle of a run, from 1. `base` is the trunk position it began at; `attempt` counts the
/// judge's claims, `trail` is what is left of them.
public record Cycle(int number, long base, int attempt, Trail trail, CycleState state) {}
