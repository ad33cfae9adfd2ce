package dev.shoal.plan;

import dev.shoal.run.Cut;
import dev.shoal.run.Fingerprint;

/// What a planner is responsible for. `scope` is a short name of the area, `instructions` what its
/// parent (or, for the root plan of a later cycle, the judge) wants there.
public record PlanBrief(String scope, String instructions) {

    private static final int SCOPE = 500;

    /// What tells two sub-plans of one plan apart.
    public String fingerprint() {
        return Fingerprint.of("plan", scope, instructions);
    }

    /// As stores keep it: over-long texts are cut in the middle and say so.
    public PlanBrief toKeep() {
        return new PlanBrief(Cut.toKeep(scope, SCOPE), Cut.toKeep(instructions));
    }
}
