package dev.shoal.run;

import java.time.Instant;

/// Something that the run's user wants its planners and judge to know, said while it goes on;
/// `number` counts from 1 within the run.
public record Guidance(int number, Instant at, String text) {

    /// The most that one run keeps: each planner is shown all of it in each round.
    public static final int MOST = 50;

    /// In bytes of UTF-8.
    public static final int LONGEST = 10_000;
}
