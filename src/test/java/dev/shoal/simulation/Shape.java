package dev.shoal.simulation;

import dev.shoal.run.Limits;

/// What kind of run a seed plays: how wide and deep its plans are, how fast its agents, how much it
/// may use.
record Shape(Kind kind, Pace model, Pace commands, int window) {

    /// Each brings the code into moments that the others seldom reach.
    enum Kind {
        /// A few tasks at their own pace.
        FEW,
        /// Many workers that are ready to land in the same moment.
        CROWD,
        /// Planners below planners.
        DEEP,
        /// Cycle after cycle, tasks of several legs.
        LONG
    }

    /// How long one call takes, in microseconds.
    record Pace(long least, long most) {}

    static Shape of(Chance chance) {
        int drawn = chance.from(1, 10);
        Kind kind =
                drawn <= 3
                        ? Kind.FEW
                        : drawn <= 6 ? Kind.CROWD : drawn <= 8 ? Kind.DEEP : Kind.LONG;
        boolean crowd = kind == Kind.CROWD;
        return new Shape(
                kind,
                crowd ? new Pace(800_000, 1_200_000) : new Pace(300_000, 60_000_000),
                crowd ? new Pace(200_000, 2_000_000) : new Pace(100_000, 200_000_000),
                chance.in(0.1) ? chance.from(1_500, 6_000) : Integer.MAX_VALUE);
    }

    Limits limits(Chance chance) {
        boolean tight = chance.in(0.15);
        return new Limits(
                kind == Kind.LONG ? chance.from(2, 5) : chance.from(1, 3),
                tight ? chance.from(1, 5) : chance.from(6, 24),
                kind == Kind.DEEP ? chance.from(1, 3) : chance.from(0, 2),
                chance.from(2, 4),
                new Limits.Effort(chance.from(1, 3), chance.from(1, 4), chance.from(7, 14)),
                new Limits.Budget(
                        chance.in(0.15)
                                ? chance.spread(20_000, 200_000)
                                : chance.spread(200_000, 5_000_000),
                        100,
                        168));
    }

    /// How much a planner wants to create in a round.
    int wanted(Chance chance, int round) {
        int most =
                switch (kind) {
                    case FEW -> 4;
                    case CROWD -> 9;
                    case DEEP -> 4;
                    case LONG -> 3;
                };
        return round == 1
                ? chance.from(chance.in(0.05) ? 0 : kind == Kind.CROWD ? 4 : 1, most)
                : chance.from(-2, most / round);
    }

    /// How often what it wants is a planner and not a task.
    double delegates() {
        return switch (kind) {
            case FEW, LONG -> 0.15;
            case CROWD -> 0.05;
            case DEEP -> 0.5;
        };
    }
}
