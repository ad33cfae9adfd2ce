package dev.shoal.memory;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Verdict;
import dev.shoal.run.Lease;
import dev.shoal.run.Trail;
import java.time.Instant;

/// A cycle, and whose claim was the last to change it (empty: nobody's).
record KeptCycle(Cycle cycle, String token) {

    static KeptCycle begun(int number, long base) {
        return new KeptCycle(new Cycle(number, base, 0, Trail.NONE, new CycleState.Open()), "");
    }

    boolean isHeldBy(String claim) {
        return cycle.state() instanceof CycleState.Judging(Lease lease)
                && lease.token().equals(claim);
    }

    boolean wasJudgedBy(String claim) {
        return token.equals(claim) && cycle.state() instanceof CycleState.Judged;
    }

    KeptCycle claimed(Lease lease) {
        return changed(1, cycle.trail(), new CycleState.Judging(lease), lease.token());
    }

    KeptCycle handedOver(String notes) {
        return changed(-1, cycle.trail().handedOver(notes, 1), new CycleState.Open(), "");
    }

    KeptCycle setAside(String notes) {
        return changed(-1, cycle.trail().handedOver(notes, 0), new CycleState.Open(), "");
    }

    KeptCycle retried(String mishap) {
        return changed(0, cycle.trail().with(mishap), new CycleState.Open(), "");
    }

    KeptCycle judged(Verdict verdict) {
        return changed(0, cycle.trail(), new CycleState.Judged(verdict), token);
    }

    KeptCycle expired(Lease lease, int attempts) {
        Lease past = new Lease(lease.token(), Instant.EPOCH);
        return changed(attempts, cycle.trail(), new CycleState.Judging(past), token);
    }

    private KeptCycle changed(int attempts, Trail trail, CycleState state, String by) {
        int attempt = cycle.attempt() + attempts;
        return new KeptCycle(new Cycle(cycle.number(), cycle.base(), attempt, trail, state), by);
    }
}
