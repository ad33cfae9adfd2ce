package dev.shoal.plan;

import dev.shoal.run.Cut;
import dev.shoal.run.PlanId;
import dev.shoal.run.Refused;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What became of a plan's children.
@ApplicationScoped
public class Results {
    /// How many are read at once.
    private static final int BATCH = 50;

    private final Plans plans;
    private final Tasks tasks;

    public Results(Plans plans, Tasks tasks) {
        this.plans = plans;
        this.tasks = tasks;
    }

    /// The children that have ended and whose handoffs the planner has not read, and the open ones.
    /// Reads those only, so that a round costs what is new.
    public Unheard unheard(RunId run, Plan plan) {
        List<Result> all = new ArrayList<>();
        int created = plan.children().created();
        for (int first = 1; first <= created; first += BATCH) {
            int last = Math.min(created, first + BATCH - 1);
            all.addAll(some(run, plan, IntStream.rangeClosed(first, last).boxed().toList()));
        }
        return Unheard.of(all);
    }

    private List<Result> some(RunId run, Plan plan, List<Integer> numbers) {
        Predicate<String> heard = plan.children().heard()::contains;
        List<TaskId> taskIds =
                numbers.stream()
                        .map(plan.id()::task)
                        .filter(id -> !heard.test(id.value()))
                        .toList();
        List<PlanId> planIds =
                numbers.stream()
                        .map(plan.id()::child)
                        .filter(id -> !heard.test(id.value()))
                        .toList();
        List<Result> some = new ArrayList<>();
        tasks.find(run, taskIds)
                .forEach(task -> some.add(result(task).shortened(Unheard.MOST_HANDOFF)));
        plans.find(run, planIds)
                .forEach(child -> some.add(result(child).shortened(Unheard.MOST_HANDOFF)));
        return some;
    }

    /// One child with its whole handoff, for a model to read. Throws [Refused] if `plan` has no
    /// such child.
    String whole(RunId run, PlanId plan, String id) {
        Result result =
                id.contains("-")
                        ? tasks.find(run, TaskId.parse("id", id))
                                .filter(task -> task.id().plan().equals(plan))
                                .map(Results::result)
                                .orElseThrow(() -> none(id))
                        : plans.find(run, new PlanId(id))
                                .filter(
                                        child ->
                                                child.id()
                                                        .parent()
                                                        .filter(plan::equals)
                                                        .isPresent())
                                .map(Results::result)
                                .orElseThrow(() -> none(id));
        return "%s (%s): %s\n\n%s"
                .formatted(result.id(), result.state(), result.title(), result.handoff());
    }

    private static Refused none(String id) {
        return new Refused("id", "you have no child " + Cut.middle(id, 80));
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
                task.state().isOver(),
                handoff);
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
                plan.state().isOver(),
                handoff);
    }

    /// One child.
    @TemplateData
    public record Result(String id, String title, String state, boolean over, String handoff) {
        Result shortened(int most) {
            return new Result(id, Cut.middle(title, 120), state, over, Cut.middle(handoff, most));
        }

        boolean failed() {
            return state.equals("failed");
        }

        String line() {
            return "%s (%s): %s".formatted(id, state, Cut.middle(title, 120));
        }
    }

    /// `endedIds` names the children that have ended and are told of now; `ended` shows their
    /// handoffs, the shorter the more there are, failures first; `more` says how many of them had
    /// no room. `open` describes the others in a line each.
    @TemplateData
    public record Unheard(
            Set<String> endedIds, List<Result> ended, String more, List<String> open) {
        private static final int MOST_SHOWN = 300;
        private static final int MOST_TEXT = 80_000;
        private static final int MOST_HANDOFF = 4_000;

        static Unheard of(List<Result> children) {
            List<Result> over = children.stream().filter(Result::over).toList();
            List<Result> shown =
                    over.stream()
                            .sorted(Comparator.comparing((Result r) -> !r.failed()))
                            .limit(MOST_SHOWN)
                            .toList();
            int each = Math.min(MOST_HANDOFF, MOST_TEXT / Math.max(1, shown.size()));
            return new Unheard(
                    over.stream().map(Result::id).collect(Collectors.toSet()),
                    shown.stream().map(result -> result.shortened(each)).toList(),
                    more(over, shown),
                    lines(children.stream().filter(child -> !child.over()).toList()));
        }

        private static String more(List<Result> over, List<Result> shown) {
            long failed = over.stream().filter(Result::failed).count();
            long failedHere = shown.stream().filter(Result::failed).count();
            return over.size() == shown.size()
                    ? ""
                    : "And %d more, %d of which failed; read_result shows any of them."
                            .formatted(over.size() - shown.size(), failed - failedHere);
        }

        private static List<String> lines(List<Result> open) {
            List<String> lines =
                    new ArrayList<>(open.stream().limit(MOST_SHOWN).map(Result::line).toList());
            if (open.size() > MOST_SHOWN) {
                lines.add("and %d more".formatted(open.size() - MOST_SHOWN));
            }
            return List.copyOf(lines);
        }
    }
}
