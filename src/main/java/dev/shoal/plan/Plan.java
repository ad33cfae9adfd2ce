package dev.shoal.plan;

import dev.shoal.run.PlanId;

/// One plan. `attempt` counts the claims of the current round, `round` the rounds that are over.
public record Plan(
        PlanId id, PlanBrief brief, int attempt, int round, Children children, PlanState state) {

    public static Plan fresh(PlanId id, PlanBrief brief) {
        return new Plan(id, brief, 0, 0, Children.NONE, new PlanState.Ready());
    }
}
