package dev.shoal.judge;

import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import dev.shoal.plan.Plans;
import dev.shoal.run.Cut;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a cycle came to, by what its planners and workers wrote: for the judge, and, shorter, for
/// the root planner of the next cycle, who starts from nothing else but the trunk and the goal.
@ApplicationScoped
public class Findings {
    private static final int MOST_FAILED = 40;
    private static final int MOST_AREAS = 40;
    private static final int LINE = 300;
    private static final int AREA = 1_000;
    private static final int ROOT = 4_000;

    private final Plans plans;
    private final Tasks tasks;

    public Findings(Plans plans, Tasks tasks) {
        this.plans = plans;
        this.tasks = tasks;
    }

    /// The tasks that failed, with the reason, a line each; empty if none did.
    String failed(RunId run, int cycle) {
        return failedTasks(run, cycle).stream()
                .map(
                        task ->
                                "- %s: %s: %s"
                                        .formatted(
                                                task.id(),
                                                Cut.middle(task.brief().title(), LINE),
                                                line(handoff(task.state()))))
                .collect(Collectors.joining("\n"));
    }

    /// What the sub-planners of the root planner wrote; empty if there are none.
    String areas(RunId run, int cycle) {
        PlanId root = PlanId.root(cycle);
        int created = plans.find(run, root).map(plan -> plan.children().created()).orElse(0);
        List<PlanId> ids = IntStream.rangeClosed(1, created).mapToObj(root::child).toList();
        return plans.find(run, ids).stream()
                .limit(MOST_AREAS)
                .map(
                        plan ->
                                "### %s (%s)\n\n%s\n"
                                        .formatted(
                                                plan.brief().scope(),
                                                plan.state().label(),
                                                Cut.middle(handoff(plan.state()), AREA)))
                .collect(Collectors.joining("\n"));
    }

    /// What the root planner of the cycle wrote.
    String handoff(RunId run, int cycle) {
        return plans.find(run, PlanId.root(cycle))
                .map(Plan::state)
                .map(Findings::handoff)
                .orElse("");
    }

    /// What the next cycle should know: the last handoff and the failures, briefly.
    String learnt(RunId run, int cycle) {
        String failed = failed(run, cycle);
        return "## What the cycle before left behind\n\n"
                + Cut.middle(handoff(run, cycle), ROOT)
                + (failed.isEmpty() ? "" : "\n\nTasks of it that failed:\n\n" + failed);
    }

    /// Ids of one cycle are neighbours; its very first task has no predecessor to start after.
    private List<Task> failedTasks(RunId run, int cycle) {
        TaskId first = PlanId.root(cycle).task(1);
        List<Task> some =
                tasks
                        .list(run, Optional.of("failed"), MOST_FAILED, Optional.of(first.value()))
                        .items()
                        .stream()
                        .filter(task -> task.id().plan().cycle() == cycle)
                        .toList();
        return java.util.stream.Stream.concat(
                        tasks
                                .find(run, first)
                                .filter(task -> task.state() instanceof TaskState.Failed)
                                .stream(),
                        some.stream())
                .toList();
    }

    private static String handoff(TaskState state) {
        return state instanceof TaskState.Failed(String text) ? text : "";
    }

    private static String handoff(PlanState state) {
        return switch (state) {
            case PlanState.Done(String text) -> text;
            case PlanState.Failed(String text) -> "The planner failed: " + text;
            case PlanState.Ready ready -> "";
            case PlanState.Claimed claimed -> "";
            case PlanState.Waiting waiting -> "";
        };
    }

    private static String line(String text) {
        return Cut.middle(text, LINE).replaceAll("\\s+", " ");
    }
}
