package dev.shoal.local;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.agent.ScriptedModel;
import dev.shoal.judge.House;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.Deliveries;
import dev.shoal.run.Limits;
import dev.shoal.run.Metrics;
import dev.shoal.run.RunWatch;
import dev.shoal.run.TaskId;
import dev.shoal.work.TaskState;
import dev.shoal.work.WorkHandler;
import dev.shoal.work.WorkShift;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real function behind the poller, and a queue that delivers twice and late.
@Timeout(60)
class RepeatedMessagesTest {
    private final InMemoryInbox inbox = new InMemoryInbox();
    private final AtomicInteger asked = new AtomicInteger();

    private final House house;

    /// Its model answers when a copy of the message has been handled meanwhile.
    RepeatedMessagesTest(@TempDir Path folder) {
        house =
                new House(
                        folder,
                        ScriptedModel.answering(
                                request -> {
                                    asked.incrementAndGet();
                                    handled(1);
                                    return reply(
                                            call(
                                                    "finish_task",
                                                    Map.of(
                                                            "outcome", "done", "handoff",
                                                            "did it")));
                                }),
                        Limits.DEFAULT);
    }

    private void handled(int count) {
        try {
            inbox.awaitHandled(count);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private WorkHandler work() {
        House.Office process = house.process(Duration.ZERO);
        return new WorkHandler(
                new Deliveries(
                        () -> house.now,
                        Metrics.NONE,
                        process.get(RunWatch.class),
                        house.memory.events()),
                process.get(WorkShift.class));
    }

    @Test
    void aMessageThatComesTwiceAtOnceAndAgainTwoMinutesLaterIsWorkedOnOnce() {
        HeldPlan planner = house.rootPlanner();
        TaskId task = house.task(planner, "a task");
        house.memory.plans().await(planner, Set.of(), "");
        String body = AnnouncementCodec.encode(new Announcement.RunTask(House.RUN, task));
        var function = new Poller.Function("work", work(), 2, Duration.ofMinutes(1));
        try (Poller poller = new Poller(function, inbox, () -> house.now, () -> false)) {
            poller.start();
            inbox.put(body, body);
            handled(2);
            house.now = house.now.plus(Duration.ofMinutes(2));
            inbox.put(body);
            handled(3);
        }

        assertThat(inbox.deleted).containsExactly(body, body, body);
        assertThat(inbox.putBack).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(house.task(task).state()).isEqualTo(new TaskState.Done("did it"));
        assertThat(house.task(task).attempt()).isEqualTo(1);
        assertThat(house.plan(House.ROOT).state()).isEqualTo(new PlanState.Ready());
    }
}
