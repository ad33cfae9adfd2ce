package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.reply;
import static dev.shoal.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.Loops;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.RunState;
import dev.shoal.run.Sweep;
import dev.shoal.run.TaskId;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.work.Held;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs with models that misbehave, and workers that hold everybody up.
class HardTimesTest {
    private static final Duration DAY = Duration.ofDays(1);

    /// Three attempts, four legs, thirty turns.
    private static final Limits SHORT =
            new Limits(2, 100, 1, 20, new Limits.Effort(3, 4, 30), Limits.DEFAULT.budget());

    @TempDir Path folder;

    private static List<Task> tasks(House house) {
        return house.memory.tasks().ofPlan(House.RUN, House.ROOT);
    }

    private static void assertComplete(House house, int landed) {
        assertThat(house.state())
                .isInstanceOfSatisfying(
                        RunState.Ended.class,
                        end -> assertThat(end.outcome()).isEqualTo(RunState.Outcome.COMPLETE));
        assertThat(tasks(house))
                .hasSize(landed)
                .allSatisfy(
                        task -> {
                            assertThat(task.state()).isInstanceOf(TaskState.Landed.class);
                            assertThat(task.attempt()).isEqualTo(1);
                            assertThat(task.mishaps()).isEmpty();
                        });
    }

    @Test
    void aStormOf429sInThirtyPercentOfTheCallsCostsNoAttempt() {
        Random random = new Random(7);
        AtomicInteger refused = new AtomicInteger();
        Cast cast = new Cast(20);
        cast.before =
                request -> {
                    if (random.nextInt(10) < 3) {
                        refused.incrementAndGet();
                        throw new RateLimitException("slow down");
                    }
                };
        House house = new House(folder, cast.model(), Limits.DEFAULT);

        house.play(DAY);

        assertThat(refused).hasValueGreaterThan(10);
        assertComplete(house, 20);
    }

    @Test
    void aModelServerThatIsDownForTwoMinutesIsWaitedFor() {
        House house = downFor(Duration.ofMinutes(2), Duration.ofMinutes(15));

        assertComplete(house, 3);
        assertThat(tasks(house)).allSatisfy(task -> assertThat(task.leg()).isZero());
    }

    /// Then it is the queue that waits, not the worker.
    @Test
    void oneThatIsDownForLongerThanAnInvocationCostsLegsAndNoAttempt() {
        House house = downFor(Duration.ofMinutes(4), Duration.ofMinutes(3));

        assertComplete(house, 3);
        assertThat(tasks(house)).anySatisfy(task -> assertThat(task.leg()).isPositive());
    }

    /// From the first reply of a worker on.
    private House downFor(Duration outage, Duration invocation) {
        Instant[] until = new Instant[1];
        Cast cast = new Cast(3);
        House house = new House(folder, cast.model(), Limits.DEFAULT);
        house.time = invocation;
        cast.before =
                request -> {
                    if (request.messages().toString().contains("Role: worker")
                            && until[0] == null) {
                        until[0] = house.now.plus(outage);
                    }
                    if (until[0] != null && house.now.isBefore(until[0])) {
                        throw Loops.nobodyThere();
                    }
                };
        house.play(DAY);
        return house;
    }

    /// What becomes of one task whose worker's model always answers like this.
    private House worked(Function<ChatRequest, ChatResponse> model, Duration perCommand) {
        House house = new House(folder, ScriptedModel.answering(model), SHORT);
        house.commands =
                job -> {
                    house.now = house.now.plus(perCommand);
                    return new Sandbox.Execution.Exited(0, "at " + house.now, job.tree());
                };
        HeldPlan planner = house.rootPlanner();
        house.task(planner, "a task");
        house.memory.plans().await(planner, Set.of(), "");
        for (int leg = 0; leg < 10; leg++) {
            house.take(
                    house.process(Duration.ZERO),
                    new RunTask(House.RUN, tasks(house).getFirst().id()));
        }
        return house;
    }

    private static void assertFailed(House house, String why) {
        assertThat(tasks(house).getFirst().state())
                .isInstanceOfSatisfying(
                        TaskState.Failed.class, end -> assertThat(end.handoff()).contains(why));
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
        assertThat(house.memory.announcements().sent())
                .anySatisfy(
                        sent ->
                                assertThat(sent.announcement())
                                        .isEqualTo(new RunPlan(House.RUN, House.ROOT)));
    }

    private static ChatResponse looksAgain(ChatRequest request) {
        return request.toolSpecifications().isEmpty()
                ? reply(text("still looking"))
                : reply(call("run_command", Map.of("command", "date")));
    }

    @Test
    void aModelThatNeverFinishesEndsWithItsTurns() {
        House house = worked(HardTimesTest::looksAgain, Duration.ofSeconds(1));

        assertFailed(house, "all 30 turns used up");
    }

    @Test
    void orWithItsLegsIfItIsSlow() {
        House house = worked(HardTimesTest::looksAgain, Duration.ofMinutes(2));

        assertFailed(house, "not finished within 4 legs");
        assertThat(tasks(house).getFirst().attempt()).isEqualTo(1);
    }

    @Test
    void aModelThatCallsTheSameToolForEverIsStoppedLongBeforeItsTurns() {
        AtomicInteger asked = new AtomicInteger();
        House house =
                worked(
                        request -> {
                            asked.incrementAndGet();
                            return reply(call("read_file", Map.of("path", "a.txt")));
                        },
                        Duration.ZERO);

        assertFailed(house, "the same call of read_file again and again");
        assertThat(asked).hasValueLessThan(20);
    }

    @Test
    void tenMegabytesOfReplyNeitherReachTheNextCallNorTheTranscript() {
        String flood = "x".repeat(10_000_000);
        String handoff = flood.substring(0, 1_900_000);
        AtomicInteger longest = new AtomicInteger();
        House house =
                worked(
                        request -> {
                            longest.accumulateAndGet(
                                    request.messages().toString().length(), Math::max);
                            return reply(
                                    request.messages().size() == 2
                                            ? text(flood)
                                            : call(
                                                    "finish_task",
                                                    Map.of(
                                                            "outcome", "failed", "handoff",
                                                            handoff)));
                        },
                        Duration.ZERO);

        assertFailed(house, "characters left out");
        assertThat(longest).hasValueLessThan(200_000);
        assertThat(((TaskState.Failed) tasks(house).getFirst().state()).handoff().length())
                .isLessThan(70_000);
    }

    @Test
    void ofFourTasksOneThatGoesOnForHoursDoesNotKeepThePlannerFromTheOtherThree() {
        House house = new House(folder, new Cast(0).model(), Limits.DEFAULT);
        List<TaskId> all = waitingFor(house, 4);
        all.subList(0, 3).forEach(task -> finished(house, task));

        house.take(house.process(Duration.ZERO), new RunTask(House.RUN, all.getFirst()));

        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
        assertThat(house.plan(House.ROOT).children().open()).containsExactly(all.getLast().value());
        assertThat(house.memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .contains(new RunPlan(House.RUN, House.ROOT));
    }

    /// Fewer than four are waited for to the last, whose time is limited by its attempts.
    @Test
    void oneOfTwoThatIsLostAgainAndAgainIsGivenUpWithinItsAttempts() {
        House house = new House(folder, new Cast(0).model(), Limits.DEFAULT);
        List<TaskId> all = waitingFor(house, 2);
        finished(house, all.getFirst());
        Instant begun = house.now;

        for (int attempt = 1; attempt <= 3; attempt++) {
            Lease dead = new Lease("dead" + attempt, house.now.plus(house.time));
            house.memory.tasks().claim(House.RUN, all.getLast(), dead, house.now);
            house.now = house.now.plus(house.time).plusSeconds(10);
        }
        house.get(Sweep.class).sweep();
        house.deliver(10);

        assertThat(house.task(all.getLast()).state()).isInstanceOf(TaskState.Failed.class);
        assertThat(house.plan(House.ROOT).state()).isInstanceOf(PlanState.Done.class);
        assertThat(Duration.between(begun, house.now)).isLessThan(Duration.ofMinutes(50));
    }

    private static List<TaskId> waitingFor(House house, int count) {
        HeldPlan planner = house.rootPlanner();
        List<TaskId> all =
                IntStream.range(0, count).mapToObj(i -> house.task(planner, "task " + i)).toList();
        house.memory.plans().await(planner, Set.of(), "");
        return all;
    }

    private static void finished(House house, TaskId task) {
        Lease lease = new Lease("w" + task, house.now.plusSeconds(60));
        house.memory.tasks().claim(House.RUN, task, lease, house.now);
        Held held = new Held(House.RUN, task, lease.token());
        house.memory.tasks().finish(held, new TaskState.Done("did it"));
    }
}
