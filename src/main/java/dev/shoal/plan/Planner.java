package dev.shoal.plan;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.agent.Workspaces;
import dev.shoal.run.Announcements;
import dev.shoal.run.Lease;
import dev.shoal.run.Role;
import dev.shoal.run.Run;
import jakarta.enterprise.context.ApplicationScoped;

/// The agent that owns a scope: one round of it. It explores, creates tasks and sub-planners, and
/// never edits.
@ApplicationScoped
public class Planner {
    private final AgentLoop loop;
    private final Prompts prompts;
    private final Workspaces workspaces;
    private final Plans plans;
    private final Results results;
    private final Announcements announcements;

    public Planner(
            AgentLoop loop,
            Prompts prompts,
            Workspaces workspaces,
            Plans plans,
            Results results,
            Announcements announcements) {
        this.loop = loop;
        this.prompts = prompts;
        this.workspaces = workspaces;
        this.plans = plans;
        this.results = results;
        this.announcements = announcements;
    }

    /// A claimed plan with what its planner has not heard of its children yet.
    Round round(Run run, Plan plan, Lease lease) {
        HeldPlan held = new HeldPlan(run.id(), plan.id(), lease.token());
        return new Round(run, plan, held, results.unheard(run.id(), plan), lease.until());
    }

    AgentEnd<Outcome> plan(Round round) {
        Workspace workspace = workspaces.atEnd(round.run().id()).workspace();
        var prompt =
                new PlannerPrompt(round.run(), round.plan(), round.results(), workspace.advice());
        var who =
                new Assignment.Identity(
                        round.run().id(),
                        round.plan().id().value(),
                        round.session(),
                        Role.PLANNER,
                        round.run().goal().models().of(Role.PLANNER));
        int turns = round.run().goal().limits().perTask().turns();
        return loop.run(
                new Assignment<>(
                        who,
                        prompts.render("planner", prompt),
                        prompts.render("planner-brief", prompt),
                        new PlannerTools(round, workspace, plans, announcements).all(),
                        new Assignment.Bounds(turns, round.deadline())));
    }
}
