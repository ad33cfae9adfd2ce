package dev.shoal.work;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Cut;
import dev.shoal.run.Role;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.ConflictedFile;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.History;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/// The neutral agent that settles a conflict between what has landed and a task's change, keeping
/// both intents.
@ApplicationScoped
public class Reconciler {
    /// Landings whose tasks the reconciler is told, the newest.
    private static final int MOST_TOLD = 20;

    private static final int LONGEST_TOLD = 4_000;

    private final AgentLoop loop;
    private final Prompts prompts;
    private final Verification verification;
    private final Tasks tasks;

    public Reconciler(AgentLoop loop, Prompts prompts, Verification verification, Tasks tasks) {
        this.loop = loop;
        this.prompts = prompts;
        this.verification = verification;
        this.tasks = tasks;
    }

    /// Results in the tree in which all conflicts are settled and which passes verification.
    public AgentEnd<TreeId> settle(Job job, Dispute dispute) {
        Workspace workspace = new Workspace(dispute.depot(), dispute.conflict().partial());
        var prompt = prompt(job, dispute, workspace);
        var who =
                new Assignment.Identity(
                        job.run().id(),
                        job.task().id().value(),
                        job.session("reconciler" + dispute.number()),
                        Role.RECONCILER,
                        job.run().goal().models().of(Role.RECONCILER));
        var tools = new ReconcilerTools(job, workspace, dispute.conflict(), verification);
        return loop.run(
                new Assignment<>(
                        who,
                        prompts.render("reconciler", prompt),
                        prompts.render("reconciler-brief", prompt),
                        tools.all(),
                        new Assignment.Bounds(
                                job.run().goal().limits().perTask().turns(),
                                job.deadline(),
                                Assignment.Before.NOTHING,
                                true)));
    }

    private ReconcilerPrompt prompt(Job job, Dispute dispute, Workspace workspace) {
        List<String> files =
                dispute.conflict().files().stream()
                        .map(ConflictedFile::path)
                        .map(p -> p.value())
                        .toList();
        return new ReconcilerPrompt(
                job.run(),
                job.task(),
                workspace.advice(),
                dispute.handoff(),
                landed(job, dispute),
                files);
    }

    /// The tasks that changed the files in conflict meanwhile.
    private String landed(Job job, Dispute dispute) {
        List<RepoPath> paths =
                dispute.conflict().files().stream().map(ConflictedFile::path).toList();
        Since since = dispute.since();
        return new History(dispute.depot())
                .touching(since.base(), since.end(), paths, MOST_TOLD).stream()
                        .map(step -> "### %s\n%s\n\n".formatted(step.subject(), asked(job, step)))
                        .collect(Collectors.joining());
    }

    /// A commit without a task was pushed by somebody else.
    private String asked(Job job, History.Step step) {
        return step.task()
                .flatMap(id -> tasks.find(job.run().id(), id))
                .map(task -> Cut.middle(task.brief().instructions(), LONGEST_TOLD))
                .orElse("(not by a task of this run)");
    }

    /// A conflict met while landing: the merge, from where to where the trunk went since the task's
    /// base, the worker's handoff.
    public record Dispute(
            int number, Depot depot, Merge.Conflict conflict, Since since, String handoff) {}

    public record Since(CommitId base, CommitId end) {}
}
