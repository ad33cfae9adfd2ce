package dev.shoal.work;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Role;
import jakarta.enterprise.context.ApplicationScoped;

/// The agent that works on one task: one leg of it.
@ApplicationScoped
public class Worker {
    private final AgentLoop loop;
    private final Prompts prompts;
    private final Verification verification;

    public Worker(AgentLoop loop, Prompts prompts, Verification verification) {
        this.loop = loop;
        this.prompts = prompts;
        this.verification = verification;
    }

    /// Works until the task is through or the leg ends; the tree is then in `workspace`.
    public AgentEnd<Report> work(Job job, Workspace workspace) {
        String notes = job.task().checkpoint().map(Checkpoint::notes).orElse("");
        var prompt = new WorkerPrompt(job.run(), job.task(), workspace.advice());
        var who =
                new Assignment.Identity(
                        job.run().id(),
                        job.task().id().value(),
                        job.session("worker"),
                        Role.WORKER,
                        job.run().goal().models().of(Role.WORKER));
        return loop.run(
                new Assignment<>(
                        who,
                        prompts.render("worker", prompt),
                        prompts.render("worker-brief", prompt),
                        notes,
                        new WorkerTools(job, workspace, verification).all(),
                        new Assignment.Bounds(
                                job.run().goal().limits().perTask().turns(), job.deadline())));
    }
}
