package dev.shoal.plan;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.agent.Workspaces;
import dev.shoal.run.Announcements;
import dev.shoal.run.Role;
import dev.shoal.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;

/// The agent that owns a scope: one round of it. It explores, creates tasks and sub-planners, and
/// never edits.
@ApplicationScoped
public class Planner {
    private final AgentLoop loop;
    private final Prompts prompts;
    private final Workspaces workspaces;
    private final Results results;
    private final PlannerTools.Reach tools;
    private final Runs runs;

    public Planner(
            AgentLoop loop,
            Prompts prompts,
            Workspaces workspaces,
            Plans plans,
            Results results,
            Announcements announcements,
            Runs runs) {
        this.runs = runs;
        this.loop = loop;
        this.prompts = prompts;
        this.workspaces = workspaces;
        this.results = results;
        this.tools = new PlannerTools.Reach(plans, results, announcements);
    }

    /// What the planner has not heard of its children yet.
    Results.Unheard results(Round round) {
        return results.unheard(round.run().id(), round.plan());
    }

    AgentEnd<Outcome> plan(Round round, Results.Unheard unheard) {
        Workspace workspace = workspaces.atEnd(round.run().id()).workspace();
        Ear ear = new Ear(runs, round.run().id());
        var prompt =
                new PlannerPrompt(
                        round.run(), round.plan(), unheard, workspace.advice(), ear.get());
        var who =
                new Assignment.Identity(
                        round.run().id(),
                        round.plan().id().value(),
                        round.session(),
                        Role.PLANNER,
                        round.run().goal().models().of(Role.PLANNER));
        var tools = new PlannerTools(round, unheard, workspace, this.tools);
        int turns = round.run().goal().limits().perTask().turns();
        return loop.run(
                new Assignment<>(
                        who,
                        prompts.render("planner", prompt),
                        prompts.render("planner-brief", prompt),
                        round.plan().trail().notes(),
                        tools.all(),
                        new Assignment.Bounds(turns, round.lease().until()),
                        () -> ear.get().stream().map(Planner::told).toList()));
    }

    private static String told(String guidance) {
        return "[from the person who asked for this run, just now] " + guidance;
    }
}
