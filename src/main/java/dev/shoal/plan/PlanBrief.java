package dev.shoal.plan;

/// What a planner is responsible for. `scope` is a short name of the area, `instructions` what its parent
/// (or, for the root plan of a later cycle, the judge) wants there.
public record PlanBrief(String scope, String instructions) {}
