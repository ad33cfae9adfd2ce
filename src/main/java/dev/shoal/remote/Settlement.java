package dev.shoal.remote;

import dev.shoal.agent.Prompts;
import dev.shoal.plan.Plans;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Cut;
import dev.shoal.run.PlanId;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunState;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.ConflictedFile;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.TreeId;
import dev.shoal.work.Added;
import dev.shoal.work.Task;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What has to be settled by somebody before foreign commits can be brought onto the trunk: a task
/// of the current cycle's root plan. Its worker edits the files as they are on the trunk until they
/// hold both intents; the merge then takes them as they are.
@ApplicationScoped
public class Settlement {
    private static final int MOST_SHOWN = 20_000;

    /// Of one task.
    private static final int MOST_FILES = 20;

    /// For one commit of theirs.
    private static final int MOST_ERRANDS = 20;

    private final Plans plans;
    private final Tasks tasks;
    private final Announcements announcements;
    private final Prompts prompts;

    public Settlement(Plans plans, Tasks tasks, Announcements announcements, Prompts prompts) {
        this.plans = plans;
        this.tasks = tasks;
        this.announcements = announcements;
        this.prompts = prompts;
    }

    /// A run that has ended takes what was there before its end, if it fits; what was written later
    /// is left alone.
    void mayJoin(Run run, Depot depot, CommitId theirs) {
        if (run.state() instanceof RunState.Ended end
                && !depot.writtenAt(theirs).isBefore(end.at())) {
            throw refused(run, "pushed after the run had ended");
        }
    }

    /// The merged tree, if all conflicts have been settled on the trunk. Otherwise sees to it that
    /// somebody settles them, and throws.
    TreeId settled(Run run, CommitId theirs, Merge.Conflict conflict) {
        if (!(run.state() instanceof RunState.Running(int cycle))) {
            throw refused(run, "in conflict, and nobody is there to settle it");
        }
        List<Task> before = errands(run, cycle, theirs);
        List<ConflictedFile> left =
                conflict.files().stream()
                        .filter(file -> before.stream().noneMatch(task -> settles(task, file)))
                        .limit(MOST_FILES)
                        .toList();
        if (left.isEmpty()) {
            return conflict.partial();
        }
        if (before.size() >= MOST_ERRANDS) {
            throw refused(
                    run, "in conflict, and %d tasks did not settle it".formatted(MOST_ERRANDS));
        }
        throw waiting(run, theirs, asked(run, cycle, brief(run, theirs, left)));
    }

    private List<Task> errands(Run run, int cycle, CommitId theirs) {
        return IntStream.rangeClosed(1, cycle)
                .mapToObj(PlanId::root)
                .flatMap(root -> tasks.ofPlan(run.id(), root).stream())
                .filter(task -> task.brief().title().startsWith(title(run, theirs)))
                .toList();
    }

    private static boolean settles(Task task, ConflictedFile file) {
        boolean settled =
                switch (task.state()) {
                    case TaskState.Landed landed -> true;
                    case TaskState.Done done -> true;
                    case TaskState.Failed failed -> false;
                    case TaskState.Ready ready -> false;
                    case TaskState.Claimed claimed -> false;
                };
        return settled && task.brief().paths().contains(file.path().value());
    }

    /// Whom to wait for.
    private String asked(Run run, int cycle, TaskBrief brief) {
        return switch (plans.addErrand(run.id(), PlanId.root(cycle), brief)) {
            case Added.Created<TaskId>(TaskId task) -> announced(run, task);
            case Added.Exists<TaskId>(TaskId task) -> "task " + task;
            case Added.ClaimLost<TaskId> busy -> "the root planner, to wait for results";
            case Added.LimitReached<TaskId> limit ->
                    throw refused(run, "in conflict, and the limit of tasks is used up");
        };
    }

    private String announced(Run run, TaskId task) {
        announcements.send(new Announcement.RunTask(run.id(), task));
        return "task " + task;
    }

    private static TransientFault waiting(Run run, CommitId theirs, String whom) {
        return new TransientFault(
                "%s, pushed to %s by somebody else, is in conflict with the trunk: waits for %s"
                        .formatted(theirs, run.goal().source().target(), whom),
                null);
    }

    private static Refused refused(Run run, String why) {
        return new Refused(
                "target",
                "somebody else's commits on %s are left alone: %s"
                        .formatted(run.goal().source().target(), why));
    }

    private static String title(Run run, CommitId theirs) {
        return "Make room for commit %s of %s"
                .formatted(theirs.hex().substring(0, 12), run.goal().source().target());
    }

    private TaskBrief brief(Run run, CommitId theirs, List<ConflictedFile> files) {
        String shown =
                files.stream()
                        .map(f -> "## %s\n\n%s\n".formatted(f.path(), f.markers()))
                        .collect(Collectors.joining("\n"));
        var prompt =
                new ErrandPrompt(
                        theirs.hex(), run.goal().source().target(), Cut.middle(shown, MOST_SHOWN));
        return new TaskBrief(
                title(run, theirs),
                prompts.render("errand", prompt),
                files.stream().map(f -> f.path().value()).toList(),
                Optional.of("Each of these files holds what both sides wanted, without markers."));
    }
}
