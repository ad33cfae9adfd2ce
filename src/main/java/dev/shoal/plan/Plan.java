package dev.shoal.plan;

import dev.shoal.run.PlanId;
import dev.shoal.run.Trail;

/// One plan. `attempt` counts the claims of the current round, `round` the rounds that are over,
/// `trail` is what is left of this round's former invocations.
public record Plan(
        PlanId id,
        PlanBrief brief,
        int attempt,
        int round,
        Children children,
        Trail trail,
        PlanState state) {

    public static Plan fresh(PlanId id, PlanBrief brief) {
        return new Plan(id, brief, 0, 0, Children.NONE, Trail.NONE, new PlanState.Ready());
    }
}
