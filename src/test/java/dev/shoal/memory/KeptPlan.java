package dev.shoal.memory;

import dev.shoal.plan.Children;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Lease;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// A plan, and whose claim was the last to change it (empty: nobody's).
record KeptPlan(Plan plan, String token) {

    private static final int LOW_WATER = 10;

    boolean isHeldBy(String claim) {
        return plan.state() instanceof PlanState.Claimed(Lease lease)
                && lease.token().equals(claim);
    }

    boolean wasEndedBy(String claim, PlanState end) {
        return token.equals(claim) && plan.state().equals(end);
    }

    /// Waits for no more than it may.
    boolean mayWake() {
        return plan.state() instanceof PlanState.Waiting(int lowWater)
                && plan.children().open().size() <= lowWater;
    }

    KeptPlan claimed(Lease lease) {
        return changed(
                plan.attempt() + 1,
                plan.round(),
                plan.children(),
                new PlanState.Claimed(lease),
                lease.token());
    }

    KeptPlan became(PlanState state) {
        return changed(plan.attempt(), plan.round(), plan.children(), state, token);
    }

    KeptPlan open(Set<String> open) {
        Children old = plan.children();
        return children(new Children(old.created(), open, old.heard(), old.summary()));
    }

    KeptPlan created(String child) {
        Children old = plan.children();
        Set<String> open = new TreeSet<>(old.open());
        open.add(child);
        return children(new Children(old.created() + 1, open, old.heard(), old.summary()));
    }

    KeptPlan awaits(Set<String> heard, String summary) {
        Children old = plan.children();
        Set<String> all = new TreeSet<>(old.heard());
        all.addAll(heard);
        return changed(
                0,
                plan.round() + 1,
                new Children(old.created(), old.open(), all, summary),
                new PlanState.Waiting(old.open().size() / LOW_WATER),
                "");
    }

    KeptPlan released(String summary) {
        Children old = plan.children();
        return changed(
                plan.attempt() - 1,
                plan.round(),
                new Children(old.created(), old.open(), old.heard(), summary),
                new PlanState.Ready(),
                "");
    }

    private KeptPlan children(Children children) {
        return changed(plan.attempt(), plan.round(), children, plan.state(), token);
    }

    private KeptPlan changed(
            int attempt, int round, Children children, PlanState state, String by) {
        return new KeptPlan(new Plan(plan.id(), plan.brief(), attempt, round, children, state), by);
    }

    KeptPlan expired() {
        return plan.state() instanceof PlanState.Claimed(Lease lease)
                ? became(new PlanState.Claimed(new Lease(lease.token(), Instant.EPOCH)))
                : this;
    }
}
