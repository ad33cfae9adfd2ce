package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.TaskId;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that need more than one invocation go on from their notes.
class LegsTest {

    @TempDir Path folder;

    private House house(Function<ChatRequest, ChatResponse> script) {
        return new House(folder, ScriptedModel.answering(script), Limits.DEFAULT);
    }

    /// A root plan that waits for one task.
    private static TaskId waitsForOne(House house) {
        HeldPlan planner = house.rootPlanner();
        TaskId task = house.task(planner, "a task");
        house.memory.plans().await(planner, Set.of(), "");
        return task;
    }

    @Test
    void aFactLearntInTheFirstLegIsUsedInTheFifth() {
        AtomicInteger looks = new AtomicInteger();
        House house = house(request -> inLegs(request, looks));
        house.time = Duration.ofSeconds(20);
        TaskId task = waitsForOne(house);
        house.commands =
                job -> {
                    String output = "";
                    if (job.command().equals("look")) {
                        house.now = house.now.plusSeconds(18);
                        output = looks.incrementAndGet() == 1 ? "the word is xyzzy" : "no news";
                    }
                    return new Sandbox.Execution.Exited(0, output, job.tree());
                };

        for (int leg = 0; leg < 5; leg++) {
            house.take(house.process(Duration.ZERO), new RunTask(House.RUN, task));
        }

        assertThat(house.task(task).state()).isEqualTo(new TaskState.Landed(1, "it was xyzzy"));
        assertThat(house.task(task).leg()).isEqualTo(4);
        assertThat(house.task(task).attempt()).isEqualTo(1);
    }

    /// Looks in four legs; in the fifth it knows nothing but what the notes say.
    private static ChatResponse inLegs(ChatRequest request, AtomicInteger looks) {
        boolean knows = request.messages().toString().contains("the word is xyzzy");
        if (request.toolSpecifications().isEmpty()) {
            return reply(ScriptedModel.text(knows ? "Found: the word is xyzzy." : "Found nothing"));
        }
        if (looks.get() < 4) {
            return reply(call("run_command", Map.of("command", "look")));
        }
        if (ScriptedModel.heard(request).startsWith("written")) {
            String handoff = knows ? "it was xyzzy" : "no idea";
            return reply(call("finish_task", Map.of("outcome", "done", "handoff", handoff)));
        }
        return reply(call("write_file", Map.of("path", "word.txt", "content", "xyzzy")));
    }

    @Test
    void aTaskOfFortyLegsLands() {
        AtomicInteger looks = new AtomicInteger(-35);
        Limits limits = limits(new Limits.Effort(3, 41, 200));
        House house =
                new House(
                        folder, ScriptedModel.answering(request -> inLegs(request, looks)), limits);
        house.time = Duration.ofSeconds(15);
        TaskId task = waitsForOne(house);
        house.commands =
                job -> {
                    if (job.command().equals("look")) {
                        house.now = house.now.plusSeconds(14);
                        looks.incrementAndGet();
                    }
                    return new Sandbox.Execution.Exited(0, "the word is xyzzy", job.tree());
                };

        house.memory.announcements().send(new RunTask(House.RUN, task));
        house.deliver(200);

        assertThat(house.task(task).state()).isInstanceOf(TaskState.Landed.class);
        assertThat(house.task(task).leg()).isEqualTo(39);
    }

    @Test
    void notesOfFormerLegsOutliveALegInWhichTheModelIsNotToBeHad() {
        House house =
                house(
                        request -> {
                            throw new dev.langchain4j.exception.RateLimitException("429");
                        });
        TaskId task = waitsForOne(house);
        RunTask said = new RunTask(House.RUN, task);
        house.take(house.process(Duration.ZERO), said);
        Checkpoint first = house.task(task).checkpoint().orElseThrow();
        house.memory
                .tasks()
                .claim(House.RUN, task, new Lease("x", house.now.plusSeconds(1)), house.now);
        house.memory
                .tasks()
                .handOver(
                        new dev.shoal.work.Held(House.RUN, task, "x"),
                        new Checkpoint(first.work(), first.position(), first.pack(), "a fact"));

        house.take(house.process(Duration.ZERO), said);

        assertThat(house.task(task).checkpoint().orElseThrow().notes()).isEqualTo("a fact");
        assertThat(house.task(task).attempt()).isEqualTo(1);
        assertThat(house.memory.announcements().sent())
                .last()
                .satisfies(sent -> assertThat(sent.notBefore()).isAfter(house.now));
    }

    @Test
    void aPlannerGoesOnFromItsNotesAndEndsTheRoundAtTheLimitOfLegs() {
        AtomicInteger created = new AtomicInteger();
        House house =
                house(
                        request -> {
                            if (request.toolSpecifications().isEmpty()) {
                                return reply(ScriptedModel.text("planned " + created.get()));
                            }
                            return reply(
                                    call(
                                            "create_task",
                                            Map.of(
                                                    "title",
                                                    "t" + created.incrementAndGet(),
                                                    "instructions",
                                                    "do it")));
                        });
        house.time = Duration.ZERO;

        house.take(house.process(Duration.ZERO), new RunPlan(House.RUN, House.ROOT));
        assertThat(house.plan(House.ROOT).trail().leg()).isEqualTo(1);
        assertThat(house.plan(House.ROOT).attempt()).isZero();
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
        for (int leg = 1; leg < 8; leg++) {
            house.take(house.process(Duration.ZERO), new RunPlan(House.RUN, House.ROOT));
        }

        assertThat(house.plan(House.ROOT).state())
                .isInstanceOfSatisfying(
                        PlanState.Failed.class,
                        failed -> assertThat(failed.handoff()).contains("within 8 legs"));
    }

    private static Limits limits(Limits.Effort effort) {
        Limits all = Limits.DEFAULT;
        return new Limits(
                all.cycles(), all.tasks(), all.depth(), all.rounds(), effort, all.budget());
    }
}
