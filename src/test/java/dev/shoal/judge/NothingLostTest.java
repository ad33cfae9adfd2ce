package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.judge.House.Office;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.RunState;
import dev.shoal.run.Sweep;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever goes wrong with an invocation or a message, somebody gets to know what it was.
class NothingLostTest {

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

    private static ChatResponse finishes(String outcome) {
        return reply(call("finish_task", Map.of("outcome", outcome, "handoff", "as told")));
    }

    @Test
    void theLastPostMortemTellsWhatEachAttemptDiedOf() {
        AtomicInteger attempts = new AtomicInteger();
        House house = house(request -> reply(call("run_command", Map.of("command", "x"))));
        house.commands =
                job -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new TransientFault("throttled by the store", null);
                    }
                    throw new OutOfMemoryError("Java heap space");
                };
        TaskId task = waitsForOne(house);
        house.memory
                .tasks()
                .claim(House.RUN, task, new Lease("killed", house.now.plusSeconds(9)), house.now);
        house.now = house.now.plusSeconds(10);
        RunTask said = new RunTask(House.RUN, task);

        house.take(house.process(Duration.ZERO), said);
        assertThat(house.task(task).state()).isEqualTo(new TaskState.Ready());
        house.take(house.process(Duration.ZERO), said);

        assertThat(house.task(task).state())
                .isInstanceOfSatisfying(
                        TaskState.Failed.class,
                        failed ->
                                assertThat(failed.handoff())
                                        .contains("3 attempts")
                                        .contains("1 of them ended without a word")
                                        .contains("throttled by the store")
                                        .contains("out of memory"));
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
    }

    @Test
    void workThatIsInterruptedAtItsDeadlineSaysSo() {
        House house = house(request -> reply(call("run_command", Map.of("command", "x"))));
        house.commands =
                job -> {
                    house.now = house.now.plus(Duration.ofMinutes(16));
                    throw new TransientFault("interrupted", null);
                };
        TaskId task = waitsForOne(house);

        house.take(house.process(Duration.ZERO), new RunTask(House.RUN, task));

        assertThat(house.task(task).mishaps()).containsExactly("its time was up: interrupted");
        assertThat(house.memory.announcements().sent())
                .last()
                .satisfies(
                        sent -> assertThat(sent.notBefore()).isEqualTo(house.now.plusSeconds(5)));
    }

    @Test
    void aDeadLetterFailsItsTaskAndWakesThePlanner() {
        House house = house(request -> finishes("done"));
        TaskId task = waitsForOne(house);
        house.letters.giveUp("work", AnnouncementCodec.encode(new RunTask(House.RUN, task)));
        house.letters.giveUp("work", "rubbish");
        house.letters.giveUp(
                "work", AnnouncementCodec.encode(new RunTask(House.RUN, new TaskId("c1.1-9"))));

        house.get(Burials.class).tend();

        assertThat(house.task(task).state())
                .isInstanceOfSatisfying(
                        TaskState.Failed.class,
                        failed -> assertThat(failed.handoff()).contains("received too often"));
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
        assertThat(house.letters.receive(10)).isEmpty();
        assertThat(house.memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .containsExactly(new RunPlan(House.RUN, House.ROOT));
    }

    @Test
    void aDeadLetterOfSomethingThatSomebodyIsAtIsDropped() {
        House house = house(request -> finishes("done"));
        TaskId task = waitsForOne(house);
        house.memory
                .tasks()
                .claim(House.RUN, task, new Lease("alive", house.now.plusSeconds(9)), house.now);
        house.letters.giveUp("work", AnnouncementCodec.encode(new RunTask(House.RUN, task)));

        house.get(Burials.class).tend();

        assertThat(house.task(task).state()).isInstanceOf(TaskState.Claimed.class);
        assertThat(house.letters.receive(10)).isEmpty();
    }

    @Test
    void deadLettersOfTheRootPlanAndOfItsCycleEndTheRun() {
        House house = house(request -> finishes("done"));
        house.letters.giveUp("plan", AnnouncementCodec.encode(new RunPlan(House.RUN, House.ROOT)));
        house.letters.giveUp(
                "judge", AnnouncementCodec.encode(new Announcement.JudgeCycle(House.RUN, 1)));
        house.letters.giveUp(
                "remote", AnnouncementCodec.encode(new Announcement.SeedRun(House.RUN)));

        house.get(Burials.class).tend();

        assertThat(house.plan(House.ROOT).state()).isInstanceOf(PlanState.Failed.class);
        assertThat(house.state())
                .isInstanceOfSatisfying(
                        RunState.Ended.class,
                        ended -> {
                            assertThat(ended.outcome()).isEqualTo(RunState.Outcome.FAILED);
                            assertThat(ended.reason()).contains("received too often");
                        });
    }

    @Test
    void aPlannerKilledInTheMiddleOfARoundCreatesNothingTwice() {
        AtomicInteger replies = new AtomicInteger();
        ChatModel careless =
                ScriptedModel.answering(
                        request -> {
                            int n = replies.getAndIncrement();
                            if (n == 3) {
                                throw new OutOfMemoryError("killed");
                            }
                            int title = n < 3 ? n : n - 4;
                            return title < 5
                                    ? reply(
                                            call(
                                                    "create_task",
                                                    Map.of(
                                                            "title",
                                                            "t" + title,
                                                            "instructions",
                                                            "do it")))
                                    : reply(
                                            call(
                                                    "finish_planning",
                                                    Map.of("summary", "s", "done", false)));
                        });
        House house = new House(folder, careless, Limits.DEFAULT);

        house.take(house.process(Duration.ZERO), new RunPlan(House.RUN, House.ROOT));
        house.take(house.process(Duration.ZERO), new RunPlan(House.RUN, House.ROOT));

        assertThat(house.memory.tasks().ofPlan(House.RUN, House.ROOT))
                .extracting(task -> task.brief().title())
                .containsExactly("t0", "t1", "t2", "t3", "t4");
        assertThat(house.plan(House.ROOT).state()).isInstanceOf(PlanState.Waiting.class);
    }

    @Test
    void twoHoldersMayOverlapByTheirClocksButOneWrites() {
        House house = house(request -> finishes("failed"));
        TaskId task = waitsForOne(house);
        Office behind = house.process(Duration.ofSeconds(-5));
        Office ahead = house.process(Duration.ofSeconds(5));
        house.time = Duration.ofSeconds(8);
        RunTask said = new RunTask(House.RUN, task);
        house.memory
                .tasks()
                .claim(House.RUN, task, new Lease("behind", house.now.plusSeconds(3)), house.now);

        house.take(ahead, said);
        house.take(behind, said);

        assertThat(house.task(task).state()).isEqualTo(new TaskState.Failed("gave up: as told"));
        assertThat(house.task(task).attempt()).isEqualTo(2);
        assertThat(
                        house.memory
                                .tasks()
                                .finish(
                                        new dev.shoal.work.Held(House.RUN, task, "behind"),
                                        new TaskState.Done("late")))
                .isFalse();
    }

    @Test
    void messagesThatComeTwiceOrTwoMinutesLateChangeNothing() {
        AtomicInteger calls = new AtomicInteger();
        House house =
                house(
                        request -> {
                            calls.incrementAndGet();
                            return finishes("done");
                        });
        TaskId task = waitsForOne(house);
        RunTask said = new RunTask(House.RUN, task);

        house.take(house.process(Duration.ZERO), said);
        house.now = house.now.plus(Duration.ofMinutes(2));
        house.take(house.process(Duration.ofSeconds(-5)), said);
        house.take(house.process(Duration.ofSeconds(5)), said);

        assertThat(calls).hasValue(1);
        assertThat(house.task(task).attempt()).isEqualTo(1);
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
    }

    @Test
    void theSweepFindsWhatADeadWorkerHeldOnceAndAHundredFinishedTasksAddNothing() {
        House house = house(request -> finishes("done"));
        HeldPlan planner = house.rootPlanner();
        for (int i = 0; i < 100; i++) {
            TaskId done = house.task(planner, "done " + i);
            Lease lease = new Lease("w" + i, house.now.plusSeconds(60));
            house.memory.tasks().claim(House.RUN, done, lease, house.now);
            house.memory
                    .tasks()
                    .finish(
                            new dev.shoal.work.Held(House.RUN, done, lease.token()),
                            new TaskState.Done("ok"));
        }
        TaskId held = house.task(planner, "held");
        house.memory
                .tasks()
                .claim(House.RUN, held, new Lease("dead", house.now.plusSeconds(60)), house.now);
        house.now = house.now.plusSeconds(70);

        house.get(Sweep.class).sweep();

        assertThat(house.memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .filteredOn(RunTask.class::isInstance)
                .containsExactly(new RunTask(House.RUN, held));
    }
}
