package dev.shoal.plan;

import dev.shoal.run.Cut;
import dev.shoal.run.RunId;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What became of a plan's children.
@ApplicationScoped
public class Results {
    private static final int MOST_HANDOFF = 4_000;

    private final Plans plans;
    private final Tasks tasks;

    public Results(Plans plans, Tasks tasks) {
        this.plans = plans;
        this.tasks = tasks;
    }

    /// The children that have ended and whose handoffs the planner has not read, and the names of
    /// the open ones.
    public Unheard unheard(RunId run, Plan plan) {
        List<Result> ended = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Task task : tasks.ofPlan(run, plan.id())) {
            sort(plan, result(task), task.state().isOver(), ended, open);
        }
        for (Plan child : plans.list(run)) {
            if (child.id().parent().filter(plan.id()::equals).isPresent()) {
                sort(plan, result(child), child.state().isOver(), ended, open);
            }
        }
        return new Unheard(ended, open);
    }

    private static void sort(
            Plan plan, Result result, boolean over, List<Result> ended, List<String> open) {
        if (!over) {
            open.add("%s (%s): %s".formatted(result.id(), result.state(), result.title()));
        } else if (!plan.children().heard().contains(result.id())) {
            ended.add(result);
        }
    }

    private static Result result(Task task) {
        String handoff =
                switch (task.state()) {
                    case TaskState.Landed landed -> landed.handoff();
                    case TaskState.Done done -> done.handoff();
                    case TaskState.Failed failed -> failed.handoff();
                    case TaskState.Ready ready -> "";
                    case TaskState.Claimed claimed -> "";
                };
        return new Result(
                task.id().value(),
                task.brief().title(),
                task.state().label(),
                Cut.middle(handoff, MOST_HANDOFF));
    }

    private static Result result(Plan plan) {
        String handoff =
                switch (plan.state()) {
                    case PlanState.Done done -> done.handoff();
                    case PlanState.Failed failed -> failed.handoff();
                    case PlanState.Ready ready -> "";
                    case PlanState.Claimed claimed -> "";
                    case PlanState.Waiting waiting -> "";
                };
        return new Result(
                plan.id().value(),
                "sub-planner for " + plan.brief().scope(),
                plan.state().label(),
                Cut.middle(handoff, MOST_HANDOFF));
    }

    /// One child that has ended.
    @TemplateData
    public record Result(String id, String title, String state, String handoff) {}

    /// `ended` with handoffs not yet read; `open` described in a line each.
    @TemplateData
    public record Unheard(List<Result> ended, List<String> open) {
        Set<String> endedIds() {
            return ended.stream().map(Result::id).collect(Collectors.toSet());
        }
    }
}
