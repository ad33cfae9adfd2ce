package dev.shoal.plan;

import dev.shoal.agent.Arguments;
import dev.shoal.agent.ReadingTools;
import dev.shoal.agent.Tool;
import dev.shoal.agent.Tool.Parameter;
import dev.shoal.agent.Tool.Reply;
import dev.shoal.agent.Tool.Reply.Answer;
import dev.shoal.agent.Tool.Reply.Finish;
import dev.shoal.agent.Tool.Type;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.PlanId;
import dev.shoal.run.Refused;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.Added;
import dev.shoal.work.TaskBrief;
import java.util.ArrayList;
import java.util.List;

/// What a planner can do. Each task and sub-planner is durable and announced at once.
final class PlannerTools {
    private static final int MOST_TITLE = 200;
    private static final int MOST_TEXT = 60_000;

    private final Round round;
    private final Results.Unheard unheard;
    private final Workspace workspace;
    private final Plans plans;
    private final Results results;
    private final Announcements announcements;

    /// What the tools work on.
    record Reach(Plans plans, Results results, Announcements announcements) {}

    PlannerTools(Round round, Results.Unheard unheard, Workspace workspace, Reach reach) {
        this.round = round;
        this.unheard = unheard;
        this.workspace = workspace;
        this.plans = reach.plans();
        this.results = reach.results();
        this.announcements = reach.announcements();
    }

    List<Tool<Outcome>> all() {
        List<Tool<Outcome>> tools = new ArrayList<>(ReadingTools.of(workspace));
        tools.add(createTask());
        if (round.plan().id().depth() < round.run().goal().limits().depth()) {
            tools.add(spawnPlanner());
        }
        tools.add(readResult());
        tools.add(finishPlanning());
        return tools;
    }

    private Tool<Outcome> createTask() {
        return new Tool<>(
                "create_task",
                "Publishes a task for some worker. Its text is all that the worker is told. Returns the task's id.",
                List.of(
                        new Parameter(
                                "title",
                                Type.STRING,
                                "one line; becomes the subject of the commit",
                                true),
                        new Parameter(
                                "instructions",
                                Type.STRING,
                                "goal, context, design decisions, how to verify",
                                true),
                        new Parameter(
                                "paths", Type.STRING_LIST, "files or folders it is about", false),
                        new Parameter(
                                "acceptance", Type.STRING, "how one sees that it is done", false)),
                this::createTask);
    }

    private Reply<Outcome> createTask(Arguments a) {
        TaskBrief brief =
                new TaskBrief(
                        text(a, "title", MOST_TITLE).replaceAll("\\s+", " ").strip(),
                        text(a, "instructions", MOST_TEXT),
                        a.strings("paths"),
                        a.optionalString("acceptance"));
        return switch (plans.addTask(round.held(), brief)) {
            case Added.Created<TaskId>(TaskId id) ->
                    announced(new Announcement.RunTask(run(), id), id.value());
            case Added.Exists<TaskId>(TaskId id) ->
                    exists(new Announcement.RunTask(run(), id), id.value());
            case Added.LimitReached<TaskId> limit ->
                    throw new Refused(
                            "the run's limit of tasks is used up; finish planning with what there is");
            case Added.ClaimLost<TaskId> lost -> throw lost();
        };
    }

    private Tool<Outcome> spawnPlanner() {
        return new Tool<>(
                "spawn_planner",
                "Hands an area of your scope to a sub-planner, who plans it on their own. Returns the sub-planner's id.",
                List.of(
                        new Parameter("scope", Type.STRING, "the area, in a few words", true),
                        new Parameter(
                                "instructions",
                                Type.STRING,
                                "what is wanted there, decisions already made",
                                true)),
                this::spawnPlanner);
    }

    private Reply<Outcome> spawnPlanner(Arguments a) {
        PlanBrief brief =
                new PlanBrief(text(a, "scope", MOST_TITLE), text(a, "instructions", MOST_TEXT));
        return switch (plans.addPlan(round.held(), brief)) {
            case Added.Created<PlanId>(PlanId id) ->
                    announced(new Announcement.RunPlan(run(), id), id.value());
            case Added.Exists<PlanId>(PlanId id) ->
                    exists(new Announcement.RunPlan(run(), id), id.value());
            case Added.LimitReached<PlanId> limit ->
                    throw new Refused("no more sub-planners: a limit is used up");
            case Added.ClaimLost<PlanId> lost -> throw lost();
        };
    }

    private Tool<Outcome> readResult() {
        return new Tool<>(
                "read_result",
                "Shows how a task or sub-planner of yours stands, and its whole handoff.",
                List.of(new Parameter("id", Type.STRING, "such as c1.1-7", true)),
                a -> new Answer<>(results.whole(run(), round.plan().id(), a.string("id"))));
    }

    private Tool<Outcome> finishPlanning() {
        return new Tool<>(
                "finish_planning",
                "Ends this round. done=false: wake me when results are in. done=true: my scope is complete, and the"
                        + " summary is my handoff.",
                List.of(
                        new Parameter(
                                "summary",
                                Type.STRING,
                                "what you decided and want to remember, or the handoff",
                                true),
                        new Parameter("done", Type.BOOLEAN, "true if the scope is complete", true)),
                a -> finish(a.string("summary"), a.bool("done")));
    }

    /// A planner that calls itself done while results are still to come, or came while it was
    /// planning, is woken by their results all the same.
    private Reply<Outcome> finish(String summary, boolean done) {
        Children children = plans.find(run(), round.plan().id()).orElseThrow().children();
        int known = children.heard().size() + unheard.endedIds().size();
        boolean allKnown = children.open().isEmpty() && known >= children.created();
        if (allKnown && !done) {
            throw new Refused(
                    "done",
                    "nothing of yours is open, so no result would ever wake you: create tasks, or finish with done=true");
        }
        return new Finish<>(
                done && allKnown ? new Outcome.Complete(summary) : new Outcome.Await(summary));
    }

    private Reply<Outcome> announced(Announcement announcement, String id) {
        announcements.send(announcement);
        return new Answer<>("created " + id);
    }

    /// Announced once more: whoever created it may have been killed before saying so.
    private Reply<Outcome> exists(Announcement announcement, String id) {
        announcements.send(announcement);
        return new Answer<>(
                id + " has this very text already and has not failed; nothing new was created");
    }

    private RunId run() {
        return round.run().id();
    }

    private TransientFault lost() {
        return new TransientFault(
                "plan " + round.plan().id() + " was taken over by somebody else", null);
    }

    private static String text(Arguments a, String name, int most) {
        String text = a.string(name);
        if (text.isBlank() || text.length() > most) {
            throw new Refused(name, "%s must have 1 to %d characters".formatted(name, most));
        }
        return text;
    }
}
