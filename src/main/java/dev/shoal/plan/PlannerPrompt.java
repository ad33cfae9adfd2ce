package dev.shoal.plan;

import dev.shoal.run.Run;
import io.quarkus.qute.TemplateData;
import java.util.List;

/// What the planner's prompt tells. `advice` is the repository's AGENTS.md, `guidance` what the
/// run's user said while it went on.
@TemplateData
public record PlannerPrompt(
        Run run, Plan plan, Results.Unheard results, String advice, List<String> guidance) {
    public String goal() {
        return run.goal().text();
    }

    public String scope() {
        return plan.brief().scope();
    }

    public String instructions() {
        return plan.brief().instructions();
    }

    public int cycle() {
        return plan.id().cycle();
    }

    public int round() {
        return plan.round() + 1;
    }

    public int rounds() {
        return run.goal().limits().rounds();
    }

    /// Somebody planned in this very round before.
    public boolean interrupted() {
        return plan.attempt() > 1 || plan.trail().leg() > 0;
    }

    public boolean mayDelegate() {
        return plan.id().depth() < run.goal().limits().depth();
    }

    public String summary() {
        return plan.children().summary();
    }

    public String verify() {
        return run.goal().verify().map(v -> v.command()).orElse("");
    }

    public int tasks() {
        return run.goal().limits().tasks();
    }
}
