package dev.shoal.memory;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Verdict;
import dev.shoal.run.Lease;
import java.time.Instant;

/// A cycle, and whose claim was the last to change it (empty: nobody's).
record KeptCycle(Cycle cycle, String token) {

    static KeptCycle begun(int number, long base) {
        return new KeptCycle(new Cycle(number, base, 0, new CycleState.Open()), "");
    }

    boolean isHeldBy(String claim) {
        return cycle.state() instanceof CycleState.Judging(Lease lease)
                && lease.token().equals(claim);
    }

    boolean wasJudgedBy(String claim) {
        return token.equals(claim) && cycle.state() instanceof CycleState.Judged;
    }

    KeptCycle claimed(Lease lease) {
        return new KeptCycle(
                new Cycle(
                        cycle.number(),
                        cycle.base(),
                        cycle.attempt() + 1,
                        new CycleState.Judging(lease)),
                lease.token());
    }

    KeptCycle released() {
        return new KeptCycle(
                new Cycle(cycle.number(), cycle.base(), cycle.attempt() - 1, new CycleState.Open()),
                "");
    }

    KeptCycle judged(Verdict verdict) {
        return new KeptCycle(
                new Cycle(
                        cycle.number(),
                        cycle.base(),
                        cycle.attempt(),
                        new CycleState.Judged(verdict)),
                token);
    }

    KeptCycle expired() {
        if (!(cycle.state() instanceof CycleState.Judging(Lease lease))) {
            return this;
        }
        Lease past = new Lease(lease.token(), Instant.EPOCH);
        return new KeptCycle(
                new Cycle(
                        cycle.number(),
                        cycle.base(),
                        cycle.attempt(),
                        new CycleState.Judging(past)),
                token);
    }
}
