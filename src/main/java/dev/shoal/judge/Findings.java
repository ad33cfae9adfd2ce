package dev.shoal.judge;

import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import dev.shoal.plan.Plans;
import dev.shoal.run.Cut;
import dev.shoal.run.Page;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Break;
import dev.shoal.work.Breaks;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a cycle came to, by what its planners and workers wrote: for the judge, and, shorter, for
/// the root planner of the next cycle, who starts from nothing else but the trunk and the goal.
@ApplicationScoped
public class Findings {
    private static final int PAGE = 200;
    private static final int MOST_TASKS = 5_000;
    private static final int MOST_SHOWN = 40;
    private static final int MOST_AREAS = 40;
    private static final int LINE = 300;
    private static final int AREA = 1_000;
    private static final int ROOT = 4_000;

    private final Plans plans;
    private final Tasks tasks;
    private final Breaks breaks;

    public Findings(Plans plans, Tasks tasks, Breaks breaks) {
        this.plans = plans;
        this.tasks = tasks;
        this.breaks = breaks;
    }

    /// All that a cycle's tasks and plans left; read once. `root` is what the root planner wrote,
    /// `areas` are the sub-plans of the root plan.
    record Leavings(RunId run, int cycle, String root, List<Plan> areas, List<Task> tasks) {}

    Leavings of(RunId run, int cycle) {
        Optional<Plan> root = plans.find(run, PlanId.root(cycle));
        return new Leavings(
                run,
                cycle,
                root.map(Plan::state).map(Findings::handoff).orElse(""),
                areas(run, cycle, root),
                tasks(run, cycle));
    }

    private List<Plan> areas(RunId run, int cycle, Optional<Plan> root) {
        int created = root.map(plan -> plan.children().created()).orElse(0);
        List<PlanId> ids =
                IntStream.rangeClosed(1, created).mapToObj(PlanId.root(cycle)::child).toList();
        return plans.find(run, ids).stream().limit(MOST_AREAS).toList();
    }

    /// Ids of one cycle are neighbours; its very first task has no predecessor to start after.
    private List<Task> tasks(RunId run, int cycle) {
        TaskId first = PlanId.root(cycle).task(1);
        List<Task> found = new ArrayList<>(tasks.find(run, first).stream().toList());
        Optional<String> cursor = Optional.of(first.value());
        while (cursor.isPresent() && found.size() < MOST_TASKS) {
            Page<Task> page = tasks.list(run, Optional.empty(), PAGE, cursor);
            List<Task> own =
                    page.items().stream().filter(t -> t.id().plan().cycle() == cycle).toList();
            found.addAll(own);
            cursor = own.size() < page.items().size() ? Optional.empty() : page.next();
        }
        return found;
    }

    /// The tasks that failed, with the reason, a line each; empty if none did.
    static String failed(Leavings left) {
        return lines(left, task -> task.state() instanceof TaskState.Failed);
    }

    /// Those that landed, with what their workers say of it.
    static String landed(Leavings left) {
        return lines(left, task -> task.state() instanceof TaskState.Landed);
    }

    private static String lines(Leavings left, Predicate<Task> wanted) {
        List<Task> all = left.tasks().stream().filter(wanted).toList();
        String shown =
                all.stream()
                        .limit(MOST_SHOWN)
                        .map(Findings::line)
                        .collect(Collectors.joining("\n"));
        return all.size() <= MOST_SHOWN
                ? shown
                : shown + "\n- and %d more".formatted(all.size() - MOST_SHOWN);
    }

    private static String line(Task task) {
        return "- %s: %s: %s"
                .formatted(
                        task.id(),
                        Cut.middle(task.brief().title(), LINE),
                        line(handoff(task.state())));
    }

    /// What the sub-planners of the root planner wrote; empty if there are none.
    static String areas(Leavings left) {
        return left.areas().stream()
                .map(
                        plan ->
                                "### %s (%s)\n\n%s\n"
                                        .formatted(
                                                plan.brief().scope(),
                                                plan.state().label(),
                                                Cut.middle(handoff(plan.state()), AREA)))
                .collect(Collectors.joining("\n"));
    }

    /// What those who worked on the cycle found worth knowing, a line each; may be empty.
    static String lessons(Leavings left) {
        Lessons lessons = new Lessons();
        lessons.hear(left.root());
        left.areas().forEach(plan -> lessons.hear(handoff(plan.state())));
        left.tasks().forEach(task -> lessons.hear(handoff(task.state())));
        return lessons.told();
    }

    /// The failures that several tasks met and that nobody has mended, a line each. To be asked for
    /// only where something failed: other cycles have none.
    String broken(Leavings left) {
        return breaks.list(left.run(), left.cycle()).stream()
                .filter(each -> each.fix().isPresent() || each.metBy().size() > 1)
                .filter(each -> !isMended(left, each))
                .limit(MOST_SHOWN)
                .map(Findings::line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static boolean isMended(Leavings left, Break each) {
        return left.tasks().stream()
                .filter(task -> each.fix().filter(task.id()::equals).isPresent())
                .anyMatch(task -> !(task.state() instanceof TaskState.Failed));
    }

    private static String line(Break each) {
        String met =
                each.metBy().stream().map(TaskId::value).sorted().collect(Collectors.joining(", "));
        return "- %s: %s (met by %s%s)"
                .formatted(
                        each.symptom().file(),
                        each.symptom().error(),
                        met,
                        each.fix().map(fix -> "; " + fix + " did not mend it").orElse(""));
    }

    /// What the next cycle should know, briefly: the last handoff, what was learnt, what failed.
    String learnt(RunId run, int cycle) {
        Leavings left = of(run, cycle);
        String failed = failed(left);
        return "## What the cycle before left behind\n\n"
                + Cut.middle(left.root(), ROOT)
                + part("What was learnt in it:", lessons(left))
                + part("Tasks of it that failed:", failed)
                + part(
                        "Failures that several tasks met and that are not mended:",
                        failed.isEmpty() ? "" : broken(left));
    }

    private static String part(String title, String lines) {
        return lines.isEmpty() ? "" : "\n\n" + title + "\n\n" + lines;
    }

    private static String handoff(TaskState state) {
        return switch (state) {
            case TaskState.Landed(long position, String text) -> text;
            case TaskState.Done(String text) -> text;
            case TaskState.Failed(String text) -> text;
            case TaskState.Ready ready -> "";
            case TaskState.Claimed claimed -> "";
        };
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
