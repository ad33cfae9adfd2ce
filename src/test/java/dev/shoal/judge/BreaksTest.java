package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.heard;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Limits;
import dev.shoal.run.TaskId;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import dev.shoal.work.Break;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trunk's build is broken, and all workers meet it.
class BreaksTest {
    private static final String FAILURE = "make: a.txt\n/tmp/w/7/a.txt:1:3: error: expected ';'\n";

    @TempDir Path folder;
    private House house;
    private List<TaskId> tasks;

    @BeforeEach
    void threeTasksOnABrokenTrunk() {
        house = new House(folder, ScriptedModel.answering(this::works), Limits.DEFAULT);
        house.commands =
                job -> new Sandbox.Execution.Exited(code(job.tree()), said(job.tree()), job.tree());
        HeldPlan planner = house.rootPlanner();
        tasks =
                List.of(
                        house.task(planner, "one"),
                        house.task(planner, "two"),
                        house.task(planner, "three"));
        house.memory.plans().await(planner, Set.of(), "");
    }

    private boolean isBroken(TreeId tree) {
        return text(tree, "a.txt").equals("a\n");
    }

    private String text(TreeId tree, String path) {
        Trees trees = new Trees(house.get(Depots.class).of(House.RUN));
        return trees.read(tree, RepoPath.parse(path)) instanceof Content.Text(String text)
                ? text
                : "";
    }

    private int code(TreeId tree) {
        return isBroken(tree) ? 2 : 0;
    }

    private String said(TreeId tree) {
        return isBroken(tree) ? FAILURE : "ok";
    }

    /// Each worker writes a file of its own, and does as it is told; the one that is to mend a.txt
    /// mends it.
    private ChatResponse works(ChatRequest request) {
        String brief = ((UserMessage) request.messages().get(1)).singleText();
        String title =
                brief.lines()
                        .filter(line -> line.startsWith("Task: "))
                        .findFirst()
                        .orElseThrow()
                        .substring(6);
        String last = heard(request);
        if (title.startsWith("Mend")) {
            return last.startsWith("edited")
                    ? finish("done", "the semicolon was missing")
                    : reply(
                            call(
                                    "edit_file",
                                    Map.of("path", "a.txt", "old_text", "a", "new_text", "a;")));
        }
        if (last.contains("finish with outcome blocked")) {
            return finish("blocked", title + ".txt is written; only the build is left");
        }
        if (last.startsWith("Not finished")) {
            return finish("failed", "the build is broken");
        }
        boolean fresh = !last.startsWith("written") && !brief.contains("only the build is left");
        return fresh
                ? reply(call("write_file", Map.of("path", title + ".txt", "content", title)))
                : finish("done", title + " is done");
    }

    private static ChatResponse finish(String outcome, String handoff) {
        return reply(call("finish_task", Map.of("outcome", outcome, "handoff", handoff)));
    }

    private void work(TaskId task) {
        house.take(house.process(Duration.ZERO), new RunTask(House.RUN, task));
    }

    private List<Task> all() {
        return house.memory.tasks().ofPlan(House.RUN, House.ROOT);
    }

    private TreeId trunk() {
        var end = house.memory.trunk().end(House.RUN);
        return house.get(Depots.class).at(House.RUN, end).treeOf(end.commit());
    }

    @Test
    void twoWorkersMeetItOneTaskMendsItAndTheOthersGoOnFromThere() {
        work(tasks.get(0));
        work(tasks.get(1));
        work(tasks.get(2));

        assertThat(house.task(tasks.get(0)).state()).isInstanceOf(TaskState.Failed.class);
        assertThat(all()).hasSize(4);
        TaskId fix = all().getLast().id();
        assertThat(house.task(fix).brief().title()).isEqualTo("Mend a.txt: error: expected ';'");
        assertThat(List.of(house.task(tasks.get(1)), house.task(tasks.get(2))))
                .allSatisfy(
                        task -> {
                            assertThat(task.state()).isEqualTo(new TaskState.Ready());
                            assertThat(task.leg()).isEqualTo(1);
                        });

        work(fix);
        house.now = house.now.plus(Duration.ofMinutes(2));
        work(tasks.get(1));
        work(tasks.get(2));

        assertThat(house.task(tasks.get(1)).state()).isInstanceOf(TaskState.Landed.class);
        assertThat(house.task(tasks.get(2)).state()).isInstanceOf(TaskState.Landed.class);
        assertThat(house.task(tasks.get(2)).attempt()).isEqualTo(1);
        assertThat(text(trunk(), "a.txt")).isEqualTo("a;\n");
        assertThat(text(trunk(), "two.txt") + text(trunk(), "three.txt")).isEqualTo("twothree");
        assertThat(all()).hasSize(4);
        assertThat(house.memory.breaks().list(House.RUN, 1))
                .singleElement()
                .extracting(Break::fix)
                .isEqualTo(java.util.Optional.of(fix));
    }

    @Test
    void whoIsBlockedComesBackByItselfLaterAndLater() {
        work(tasks.get(0));
        work(tasks.get(1));

        house.now = house.now.plus(Duration.ofMinutes(2));
        work(tasks.get(1));

        assertThat(house.task(tasks.get(1)).leg()).isEqualTo(2);
        assertThat(house.memory.announcements().sent())
                .last()
                .satisfies(
                        sent -> {
                            assertThat(sent.announcement())
                                    .isEqualTo(new RunTask(House.RUN, tasks.get(1)));
                            assertThat(sent.notBefore())
                                    .isEqualTo(house.now.plus(Duration.ofMinutes(4)));
                        });
    }

    @Test
    void aRunWithoutFailuresKeepsNothing() {
        house.commands = job -> new Sandbox.Execution.Exited(0, FAILURE, job.tree());
        tasks.forEach(this::work);

        assertThat(tasks)
                .allSatisfy(
                        task ->
                                assertThat(house.task(task).state())
                                        .isInstanceOf(TaskState.Landed.class));
        assertThat(house.memory.breaks().list(House.RUN, 1)).isEmpty();
    }
}
