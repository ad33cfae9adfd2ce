package dev.shoal.plan;

import dev.shoal.run.Lease;
import dev.shoal.run.Run;

/// One claimed plan in the hands of this invocation, which ends with the lease.
record Round(Run run, Plan plan, Lease lease) {

    HeldPlan held() {
        return new HeldPlan(run.id(), plan.id(), lease.token());
    }

    /// Tells this round's transcript from those of other rounds, attempts and legs.
    String session() {
        return "planner-r%d-a%d-l%d-%s"
                .formatted(plan.round() + 1, plan.attempt(), plan.trail().leg(), lease.token());
    }
}
