package dev.shoal.work;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/// The agent that works on one task: one leg of it.
@ApplicationScoped
public class Worker {
    private final AgentLoop loop;
    private final Prompts prompts;
    private final Verification verification;
    private final Mending mending;

    public Worker(AgentLoop loop, Prompts prompts, Verification verification, Mending mending) {
        this.loop = loop;
        this.prompts = prompts;
        this.verification = verification;
        this.mending = mending;
    }

    /// Works until the task is through or the leg ends; the tree is then in the ground's workspace.
    /// Then does `after`, as part of the worker's time.
    void work(Job job, Obstacles.Ground ground, Consumer<AgentEnd<Report>> after) {
        Workspace workspace = ground.workspace();
        Obstacles obstacles = new Obstacles(job, ground, mending, prompts);
        String notes = job.task().checkpoint().map(Checkpoint::notes).orElse("");
        var prompt = new WorkerPrompt(job.run(), job.task(), workspace.advice());
        var who =
                new Assignment.Identity(
                        job.run().id(),
                        job.task().id().value(),
                        job.session("worker"),
                        Role.WORKER,
                        job.run().goal().models().of(Role.WORKER));
        loop.run(
                new Assignment<>(
                        who,
                        prompts.render("worker", prompt),
                        prompts.render("worker-brief", prompt),
                        notes,
                        new WorkerTools(job, workspace, verification, obstacles).all(),
                        new Assignment.Bounds(
                                job.run().goal().limits().perTask().turns(), job.deadline())),
                after);
    }
}
