package dev.shoal.plan;

import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;

/// The right to change a claimed plan: its name and the claim's token.
public record HeldPlan(RunId run, PlanId plan, String token) {}
