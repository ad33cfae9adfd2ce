package dev.shoal.work;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Role;
import dev.shoal.trunk.ConflictedFile;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.TreeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The neutral agent that settles a conflict between what has landed and a task's change, keeping
/// both intents.
@ApplicationScoped
public class Reconciler {
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

    private String landed(Job job, Dispute dispute) {
        StringBuilder text = new StringBuilder();
        for (var landing : dispute.since()) {
            landing.task()
                    .flatMap(id -> tasks.find(job.run().id(), id))
                    .ifPresent(
                            t ->
                                    text.append(
                                            "### %s\n%s\n\n"
                                                    .formatted(
                                                            t.brief().title(),
                                                            t.brief().instructions())));
        }
        return text.toString();
    }

    /// A conflict met while landing: the merge, what landed since the task's base, the worker's
    /// handoff.
    public record Dispute(
            int number,
            Depot depot,
            Merge.Conflict conflict,
            List<Landing> since,
            String handoff) {}
}
