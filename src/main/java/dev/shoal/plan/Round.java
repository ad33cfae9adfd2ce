package dev.shoal.plan;

import dev.shoal.run.Run;
import java.time.Instant;

/// One claimed plan in the hands of this invocation, which ends at `deadline`. `results` is what
/// the planner is shown of its children.
public record Round(Run run, Plan plan, HeldPlan held, Results.Unheard results, Instant deadline) {

    /// Tells this round's transcript from those of other rounds and attempts.
    String session() {
        return "planner-r%d-a%d-%s".formatted(plan.round() + 1, plan.attempt(), held.token());
    }
}
