package dev.shoal.prompts;

import dev.shoal.agent.NotesPrompt;
import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.JudgePrompt;
import dev.shoal.plan.Children;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.plan.PlannerPrompt;
import dev.shoal.plan.Results;
import dev.shoal.remote.ErrandPrompt;
import dev.shoal.run.Goal;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Spend;
import dev.shoal.run.TaskId;
import dev.shoal.run.Trail;
import dev.shoal.trunk.CommitId;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.KnownPrompt;
import dev.shoal.work.MendPrompt;
import dev.shoal.work.ReconcilerPrompt;
import dev.shoal.work.Standing;
import dev.shoal.work.Symptom;
import dev.shoal.work.Task;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import dev.shoal.work.WorkerPrompt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Each prompt with all that it can tell, and with as little as it may have to.
final class Samples {
    private static final String ADVICE = "Run `make check` before you finish.";
    private static final List<String> GUIDANCE = List.of("Leave the lexer alone.", "Be quick.");
    private static final List<String> NO_GUIDANCE = List.of();
    private static final TaskId MENDER = new TaskId("c2.1-7");
    private static final Symptom SYMPTOM = new Symptom("calc.c", "error: expected ';'");

    private Samples() {}

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        all.addAll(ofRole("planner", wokenPlanner(), newPlanner()));
        all.addAll(ofRole("worker", new WorkerPrompt(run(true), task(true), ADVICE), newWorker()));
        all.addAll(ofRole("judge", fullJudge(), bareJudge()));
        all.addAll(ofRole("reconciler", reconciler(true, ADVICE), reconciler(false, "")));
        all.add(new Sample("notes", "full", new NotesPrompt(true)));
        all.add(new Sample("notes", "bare", new NotesPrompt(false)));
        all.add(new Sample("errand", "full", errand()));
        all.add(new Sample("mend", "full", mend(1)));
        all.add(new Sample("mend", "bare", mend(0)));
        all.add(known("own", new Standing.Own(), false));
        all.add(known("being-mended", new Standing.BeingMended(MENDER), false));
        all.add(known("mended", new Standing.Mended(MENDER), false));
        all.add(known("mended-apart", new Standing.Mended(MENDER), true));
        all.add(known("unfounded", new Standing.Unfounded(MENDER, "It passes here."), false));
        all.add(known("unattended", new Standing.Unattended(), false));
        return all;
    }

    private static MendPrompt mend(int before) {
        return new MendPrompt(SYMPTOM, "make test", "calc.c:3:1: error: expected ';'", before);
    }

    private static Sample known(String how, Standing standing, boolean apart) {
        return new Sample("known", how, new KnownPrompt(SYMPTOM, standing, apart));
    }

    private static List<Sample> ofRole(String role, Object full, Object bare) {
        return List.of(
                new Sample(role, "full", full),
                new Sample(role, "bare", bare),
                new Sample(role + "-brief", "full", full),
                new Sample(role + "-brief", "bare", bare));
    }

    private static Run run(boolean verified) {
        ModelName model = new ModelName("test", "scripted");
        Goal goal =
                new Goal(
                        "Write a <calculator> that adds & multiplies.",
                        new Goal.Source(
                                URI.create("https://example.com/calc.git"),
                                Optional.empty(),
                                "shoal/calc"),
                        Optional.of(new Goal.Verify("make test", Duration.ofMinutes(1)))
                                .filter(verify -> verified),
                        new Models(model, model, model),
                        Limits.DEFAULT);
        Spend spent = new Spend(1_200_000, 34_567, 7_890_000);
        return new Run(new RunId("r1"), Instant.EPOCH, goal, new RunState.Running(2), spent);
    }

    private static PlannerPrompt wokenPlanner() {
        PlanId id = PlanId.root(2);
        Plan plan =
                new Plan(
                        id,
                        new PlanBrief("arithmetic", "Addition first, then multiplication."),
                        2,
                        3,
                        new Children(4, Set.of(), Set.of(), "Tokens are records. Left: division."),
                        Trail.NONE,
                        new PlanState.Ready());
        Results.Unheard results =
                new Results.Unheard(
                        Set.of("c2.1-1", "c2.1-2"),
                        List.of(
                                new Results.Result(
                                        "c2.1-2", "Multiply", "failed", true, "No parser yet."),
                                new Results.Result("c2.1-1", "Add", "landed", true, "add.c adds.")),
                        "And 7 more, 1 of which failed; read_result shows any of them.",
                        List.of("c2.1-3 (claimed): Parse"));
        return new PlannerPrompt(run(true), plan, results, ADVICE, GUIDANCE);
    }

    /// As deep as planners go.
    private static PlannerPrompt newPlanner() {
        PlanId id = PlanId.root(1);
        while (id.depth() < Limits.DEFAULT.depth()) {
            id = id.child(1);
        }
        Results.Unheard nothing = new Results.Unheard(Set.of(), List.of(), "", List.of());
        Plan plan =
                new Plan(
                        id,
                        new PlanBrief("root", ""),
                        1,
                        0,
                        Children.NONE,
                        Trail.NONE,
                        new PlanState.Ready());
        return new PlannerPrompt(run(false), plan, nothing, "", NO_GUIDANCE);
    }

    private static Task task(boolean full) {
        Checkpoint checkpoint = new Checkpoint(new CommitId("a".repeat(40)), 3, "pack", "notes");
        return new Task(
                new TaskId("c2.1-4"),
                new TaskBrief(
                        "Divide",
                        "Add division to calc.c; a division by zero is an error.",
                        full ? List.of("calc.c", "test/") : List.of(),
                        Optional.of("`echo 6/3 | calc` prints 2.").filter(text -> full)),
                1,
                full ? 1 : 0,
                Optional.of(checkpoint).filter(at -> full),
                List.of(),
                new TaskState.Ready());
    }

    private static WorkerPrompt newWorker() {
        return new WorkerPrompt(run(false), task(false), "");
    }

    private static JudgePrompt fullJudge() {
        JudgePrompt.Account account =
                new JudgePrompt.Account(
                        "The calculator adds and multiplies.",
                        "### c2.1.1: parser (done)\n\nIt parses.",
                        "- c2.1-1: Add: add.c adds.",
                        "### c2.1-2: Multiply\n\nNo parser yet.",
                        "- calc.c: error: expected ';' (met by c2.1-2, c2.1-4; c2.1-7 did not mend it)",
                        "A calc.c\nM README\nD old.c");
        String passes = "The verify command passes at the end of the trunk.";
        return new JudgePrompt(run(true), cycle(), 41, passes, account, ADVICE, GUIDANCE);
    }

    private static JudgePrompt bareJudge() {
        JudgePrompt.Account account =
                new JudgePrompt.Account("Nothing was to be done.", "", "", "", "", "");
        String none = "The run has no verify command.";
        return new JudgePrompt(run(false), cycle(), 0, none, account, "", NO_GUIDANCE);
    }

    private static Cycle cycle() {
        return new Cycle(2, 17, 1, Trail.NONE, new CycleState.Open());
    }

    private static ReconcilerPrompt reconciler(boolean full, String advice) {
        return new ReconcilerPrompt(
                run(full),
                task(full),
                advice,
                "Division works; `make test` passes.",
                full ? "### Subtract\nAdd subtraction to calc.c.\n\n" : "",
                full ? List.of("calc.c", "logo.png") : List.of("calc.c"));
    }

    private static ErrandPrompt errand() {
        return new ErrandPrompt(
                "b".repeat(40),
                "shoal/calc",
                "## calc.c\n\n<<<<<<< ours\nadd\n||||||| base\n=======\nsub\n>>>>>>> theirs\n");
    }
}
