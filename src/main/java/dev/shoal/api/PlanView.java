package dev.shoal.api;

import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan as clients see it. `open` are the ids of its unfinished children.
@RegisterForReflection
public record PlanView(
        String id,
        @Nullable String parent,
        String state,
        String scope,
        String instructions,
        int depth,
        int round,
        List<String> open,
        @Nullable String handoff) {
    static PlanView of(Plan p) {
        return new PlanView(
                p.id().value(),
                p.id().parent().map(parent -> parent.value()).orElse(null),
                p.state().label(),
                p.brief().scope(),
                p.brief().instructions(),
                p.id().depth(),
                p.round(),
                p.children().open().stream().sorted().toList(),
                handoff(p.state()));
    }

    private static @Nullable String handoff(PlanState state) {
        return switch (state) {
            case PlanState.Done done -> done.handoff();
            case PlanState.Failed failed -> failed.handoff();
            case PlanState.Ready ready -> null;
            case PlanState.Claimed claimed -> null;
            case PlanState.Waiting waiting -> null;
        };
    }
}
