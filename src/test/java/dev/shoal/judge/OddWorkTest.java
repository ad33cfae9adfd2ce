package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.heard;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.agent.Workspaces;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Limits;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.RepoPath;
import dev.shoal.work.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that do what is seldom done: plan nothing, change nothing, do the same as another.
class OddWorkTest {

    @TempDir Path folder;

    /// What each agent was last told, one line per reply.
    private final List<String> told = new ArrayList<>();

    private House house(ScriptedModel model) {
        return new House(folder, model, Limits.DEFAULT);
    }

    private House played(Function<ChatRequest, AiMessage> script) {
        return house(
                ScriptedModel.answering(
                        request -> {
                            told.add(heard(request));
                            return answered(request, script);
                        }));
    }

    private static ChatResponse answered(
            ChatRequest request, Function<ChatRequest, AiMessage> script) {
        return reply(
                request.toolSpecifications().isEmpty()
                        ? ScriptedModel.text("notes")
                        : script.apply(request));
    }

    private static AiMessage planned(boolean done) {
        return call("finish_planning", Map.of("summary", "nothing is missing", "done", done));
    }

    private static AiMessage written(String content) {
        return call("write_file", Map.of("path", "a.txt", "content", content));
    }

    private static AiMessage finished(String handoff) {
        return call("finish_task", Map.of("outcome", "done", "handoff", handoff));
    }

    private static void plan(House house) {
        house.take(house.process(Duration.ZERO), new RunPlan(House.RUN, House.ROOT));
    }

    private static void work(House house, TaskId task) {
        house.take(house.process(Duration.ZERO), new RunTask(House.RUN, task));
    }

    private static long landings(House house) {
        return house.get(Workspaces.class).atEnd(House.RUN).end().position();
    }

    private static String landed(House house) {
        Workspaces.AtEnd end = house.get(Workspaces.class).atEnd(House.RUN);
        var workspace = end.workspace();
        return workspace.trees().read(workspace.tree(), new RepoPath("a.txt")).toString();
    }

    private static boolean says(ChatRequest request, String line) {
        return request.messages().toString().contains(line);
    }

    @Test
    void aPlannerThatWaitsForNothingIsToldSoAndMayCallItselfDone() {
        ScriptedModel model = ScriptedModel.saying(planned(false), planned(true));
        House house = house(model);

        plan(house);

        assertThat(model.lastHeard()).contains("no result would ever wake you");
        assertThat(house.plan(House.ROOT).state())
                .isEqualTo(new PlanState.Done("nothing is missing"));
    }

    @Test
    void aPlannerThatWaitsForNothingAgainAndAgainEnds() {
        ScriptedModel model = ScriptedModel.alwaysSaying(planned(false));
        House house = house(model);

        for (int i = 0; i < 30 && !house.plan(House.ROOT).state().isOver(); i++) {
            plan(house);
            house.now = house.now.plus(Duration.ofHours(1));
        }

        assertThat(house.plan(House.ROOT).state())
                .isInstanceOfSatisfying(
                        PlanState.Failed.class,
                        failed ->
                                assertThat(failed.handoff())
                                        .contains("finish_planning again and again"));
        assertThat(model.requests()).hasSizeLessThan(50);
    }

    @Test
    void aPlannerThatIsDoneAtOnceHasTheCycleJudged() {
        House house = house(ScriptedModel.saying(planned(true)));

        plan(house);

        assertThat(house.plan(House.ROOT).state())
                .isEqualTo(new PlanState.Done("nothing is missing"));
        assertThat(house.memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .containsExactly(new JudgeCycle(House.RUN, 1));
    }

    @Test
    void aTaskThatChangesNothingIsDoneWithoutACommit() {
        House house = house(ScriptedModel.saying(written("a\n"), finished("it was so already")));
        HeldPlan planner = house.rootPlanner();
        TaskId task = house.task(planner, "write it");
        house.memory.plans().await(planner, Set.of(), "");

        work(house, task);

        assertThat(house.task(task).state()).isEqualTo(new TaskState.Done("it was so already"));
        assertThat(landings(house)).isZero();
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
    }

    /// Two tasks begun on one state of the trunk: the second is at it when the first lands.
    private House twoAtOnce(Function<String, AiMessage> reconciler, String second) {
        return twoAtOnce(reconciler, "first\n", second, "");
    }

    private House twoAtOnce(
            Function<String, AiMessage> reconciler, String first, String second, String base) {
        House[] house = new House[1];
        house[0] =
                played(
                        request -> {
                            if (says(request, "Role: reconciler")) {
                                return reconciler.apply(heard(request));
                            }
                            boolean wrote = heard(request).startsWith("written");
                            if (says(request, "Task: base")) {
                                return wrote ? finished("base") : written(base);
                            }
                            if (says(request, "Task: first")) {
                                return wrote ? finished("first") : written(first);
                            }
                            if (!wrote) {
                                work(house[0], new TaskId("c1.1-1"));
                            }
                            return wrote ? finished("second") : written(second);
                        });
        HeldPlan planner = house[0].rootPlanner();
        house[0].task(planner, "first");
        house[0].task(planner, "second");
        if (!base.isEmpty()) {
            work(house[0], house[0].task(planner, "base"));
        }
        house[0].memory.plans().await(planner, Set.of(), "");
        work(house[0], new TaskId("c1.1-2"));
        return house[0];
    }

    private static TaskState state(House house, String id) {
        return house.task(new TaskId(id)).state();
    }

    @Test
    void ofTwoWithTheSameChangeOneLandsAndTheOtherIsDone() {
        House house = twoAtOnce(said -> ScriptedModel.text("not asked"), "first\n");

        assertThat(state(house, "c1.1-1")).isEqualTo(new TaskState.Landed(1, "first"));
        assertThat(state(house, "c1.1-2")).isEqualTo(new TaskState.Done("second"));
        assertThat(landings(house)).isEqualTo(1);
        assertThat(told).noneMatch(text -> text.contains("Role: reconciler"));
    }

    @Test
    void aReconcilerTakesASideWholeAndIsRefusedAnythingElse() {
        House house = twoAtOnce(OddWorkTest::takesTheirs, "second\n");

        assertThat(told)
                .anyMatch(text -> text.contains("take must be ours or theirs"))
                .anyMatch(text -> text.contains("give content or take, not both"))
                .anyMatch(text -> text.contains("resolved; no conflict is left"));
        assertThat(state(house, "c1.1-2")).isEqualTo(new TaskState.Landed(2, "second"));
        assertThat(landed(house)).contains("second").doesNotContain("first");
    }

    @Test
    void aLongFileIsSettledOneConflictAtATime() {
        String middle =
                IntStream.range(0, 2_000)
                        .mapToObj("line %d is the same\n"::formatted)
                        .collect(Collectors.joining());
        House house =
                twoAtOnce(
                        OddWorkTest::settlesEach,
                        "first\n" + middle + "first\n",
                        "second\n" + middle + "second\n",
                        "top\n" + middle + "bottom\n");

        assertThat(told)
                .anyMatch(text -> text.contains("[conflict 2]"))
                .anyMatch(text -> text.contains("left in this file: conflicts [1]"));
        assertThat(state(house, "c1.1-2")).isEqualTo(new TaskState.Landed(3, "second"));
        assertThat(landed(house)).contains("both\nline 0 is", "is the same\nboth too\n");
    }

    private static AiMessage settlesEach(String said) {
        if (said.contains("no conflict is left")) {
            return call("finish_reconcile", Map.of("note", "both"));
        }
        if (said.contains("[conflict 1]")) {
            return part(2, "both too\n");
        }
        return said.contains("left in this file")
                ? part(1, "both")
                : call("read_conflict", Map.of("path", "a.txt"));
    }

    private static AiMessage part(int conflict, String content) {
        return call("resolve", Map.of("path", "a.txt", "conflict", conflict, "content", content));
    }

    private static AiMessage takesTheirs(String said) {
        if (said.contains("no conflict is left")) {
            return call("finish_reconcile", Map.of("note", "the later one"));
        }
        if (said.contains("not both")) {
            return call("resolve", Map.of("path", "a.txt", "take", "theirs"));
        }
        return said.contains("must be ours or theirs")
                ? call("resolve", Map.of("path", "a.txt", "take", "ours", "content", "both\n"))
                : call("resolve", Map.of("path", "a.txt", "take", "mine"));
    }
}
