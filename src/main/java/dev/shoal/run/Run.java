package dev.shoal.run;

import java.time.Instant;

/// One run: what was asked for, where it stands, what it has spent (settled reservations only).
public record Run(RunId id, Instant createdAt, Goal goal, RunState state, Spend spent) {

    public static Run asked(RunId id, Instant now, Goal goal) {
        return new Run(id, now, goal, new RunState.Seeding(), Spend.NOTHING);
    }
}
