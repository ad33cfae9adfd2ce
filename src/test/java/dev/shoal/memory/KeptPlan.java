package dev.shoal.memory;

import dev.shoal.plan.Children;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Lease;
import dev.shoal.run.Trail;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// A plan, and whose claim was the last to change it (empty: nobody's).
record KeptPlan(Plan plan, String token) {

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

    KeptPlan handedOver(String notes) {
        return given(plan.attempt() - 1, plan.trail().handedOver(notes, 1));
    }

    KeptPlan setAside(String notes) {
        return given(plan.attempt() - 1, plan.trail().handedOver(notes, 0));
    }

    KeptPlan retried(String mishap) {
        return given(plan.attempt(), plan.trail().with(mishap));
    }

    private KeptPlan given(int attempt, Trail trail) {
        return new KeptPlan(
                new Plan(
                        plan.id(),
                        plan.brief(),
                        attempt,
                        plan.round(),
                        plan.children(),
                        trail,
                        new PlanState.Ready()),
                "");
    }

    KeptPlan awaits(Set<String> heard, String summary) {
        Children old = plan.children();
        Set<String> all = new TreeSet<>(old.heard());
        all.addAll(heard);
        return new KeptPlan(
                new Plan(
                        plan.id(),
                        plan.brief(),
                        0,
                        plan.round() + 1,
                        new Children(old.created(), old.open(), all, summary),
                        Trail.NONE,
                        new PlanState.Waiting(PlanState.Waiting.mark(toHear(old, all)))),
                "");
    }

    /// How many children are open, or ended and not among the heard ones.
    private static int toHear(Children children, Set<String> heard) {
        Set<String> known = new TreeSet<>(heard);
        known.addAll(children.open());
        return children.open().size() + Math.max(0, children.created() - known.size());
    }

    private KeptPlan children(Children children) {
        return changed(plan.attempt(), plan.round(), children, plan.state(), token);
    }

    private KeptPlan changed(
            int attempt, int round, Children children, PlanState state, String by) {
        Plan after =
                new Plan(plan.id(), plan.brief(), attempt, round, children, plan.trail(), state);
        return new KeptPlan(after, by);
    }

    KeptPlan expired(Lease lease, int attempts) {
        return changed(
                plan.attempt() + attempts,
                plan.round(),
                plan.children(),
                new PlanState.Claimed(new Lease(lease.token(), Instant.EPOCH)),
                token);
    }
}
