package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.heard;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.Loops;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.judge.House.Office;
import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Progress;
import dev.shoal.run.Reins;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunState;
import dev.shoal.run.TaskId;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.WorkShift;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pausing, resuming and stopping over the real function, table and bucket.
@Timeout(240)
class InterruptedRunsTest {
    private static final int WORKERS = 500;
    private static final String LONG_COMMAND = "sleep 617";

    @TempDir Path folder;

    /// Paused by another process while the worker's second reply is on its way.
    @Test
    void aPausedWorkerGoesOnFromItsCheckpointAndRepeatsNoTurn() {
        List<String> turns = new ArrayList<>();
        Emulated[] all = new Emulated[1];
        Emulated emulated =
                new Emulated(
                        folder,
                        ScriptedModel.answering(request -> writesTwoFiles(request, turns, all[0])));
        all[0] = emulated;
        HeldPlan planner = emulated.rootPlanner();
        TaskId task = emulated.task(planner, "two files");
        emulated.stores.plans().await(planner, Set.of(), "");
        Office first = emulated.process();

        assertThat(emulated.work(first, task)).isTrue();

        Task paused = emulated.stores.tasks().find(emulated.run, task).orElseThrow();
        assertThat(paused.state()).isEqualTo(new TaskState.Ready());
        assertThat(paused.checkpoint()).isPresent();
        assertThat(emulated.work(emulated.process(), task)).isTrue();
        assertThat(turns).containsExactly("one", "two, which comes too late");

        Office second = emulated.process();
        assertThat(second.get(Reins.class).resume(emulated.run)).isTrue();
        assertThat(emulated.announcements.sent())
                .extracting(sent -> sent.announcement())
                .contains(new RunTask(emulated.run, task));
        assertThat(emulated.work(second, task)).isTrue();

        Task landed = emulated.stores.tasks().find(emulated.run, task).orElseThrow();
        assertThat(landed.state()).isEqualTo(new TaskState.Landed(1, "one is there, and two"));
        assertThat(landed.attempt()).isEqualTo(1);
        assertThat(landed.leg()).isZero();
        assertThat(turns).containsExactly("one", "two, which comes too late", "two", "end");
    }

    private static ChatResponse writesTwoFiles(
            ChatRequest request, List<String> turns, Emulated emulated) {
        String brief = ((UserMessage) request.messages().get(1)).singleText();
        boolean knowsOne = brief.contains("one.txt");
        String last = heard(request);
        if (knowsOne && last.startsWith("written")) {
            turns.add("end");
            return reply(
                    call(
                            "finish_task",
                            Map.of("outcome", "done", "handoff", "one is there, and two")));
        }
        if (knowsOne) {
            turns.add("two");
            return reply(call("write_file", Map.of("path", "two.txt", "content", "2")));
        }
        if (last.startsWith("written")) {
            turns.add("two, which comes too late");
            Office other = emulated.process();
            other.get(Reins.class).pause(emulated.run);
            awaitSeen();
            return reply(call("write_file", Map.of("path", "two.txt", "content", "2")));
        }
        turns.add("one");
        return reply(call("write_file", Map.of("path", "one.txt", "content", "1")));
    }

    /// The worker's process looks at the run every two seconds: the call ends by that look, not by
    /// its answer.
    private static void awaitSeen() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw Loops.nobodyThere();
        }
    }

    /// One of them is in the middle of a long command, all others wait for the model. The stop
    /// comes from another process.
    @Test
    void fiveHundredBusyWorkersStopAndGiveTheirTasksBack() throws Exception {
        CountDownLatch busy = new CountDownLatch(WORKERS);
        AtomicInteger calls = new AtomicInteger();
        Emulated emulated =
                new Emulated(
                        folder,
                        ScriptedModel.answering(
                                request -> {
                                    calls.incrementAndGet();
                                    busy.countDown();
                                    return keepsBusy(request);
                                }));
        HeldPlan planner = emulated.rootPlanner();
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            tasks.add(emulated.task(planner, "task " + i));
        }

        stopWhileAllWork(emulated, tasks, busy);

        assertThat(calls).hasValue(WORKERS);
        assertThat(emulated.stores.runs().progress(emulated.run))
                .isEqualTo(new Progress(WORKERS, 0, 0, 0, 0, 0));
        assertThat(emulated.stores.tasks().find(emulated.run, tasks))
                .allSatisfy(task -> assertThat(task.state()).isEqualTo(new TaskState.Ready()));
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(
                        child ->
                                child.info()
                                        .commandLine()
                                        .filter(line -> line.contains(LONG_COMMAND))
                                        .isPresent());
    }

    private static ChatResponse keepsBusy(ChatRequest request) {
        String brief = ((UserMessage) request.messages().get(1)).singleText();
        if (!brief.contains("Task: task 0\n")) {
            awaitSeen();
        }
        return reply(call("run_command", Map.of("command", LONG_COMMAND, "timeout_seconds", 700)));
    }

    private static void stopWhileAllWork(Emulated emulated, List<TaskId> tasks, CountDownLatch busy)
            throws Exception {
        Office process = emulated.process();
        process.get(WorkShift.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            tasks.forEach(task -> all.add(threads.submit(() -> emulated.work(process, task))));
            busy.await();
            assertThat(emulated.stores.runs().progress(emulated.run).claimed()).isEqualTo(WORKERS);
            long begun = System.nanoTime();
            emulated.process()
                    .get(RunEnd.class)
                    .end(emulated.run, RunState.Outcome.STOPPED, "stopped by its user");
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
            System.out.printf(
                    "%d workers stopped after %.1f s%n",
                    WORKERS, Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3);
        }
    }
}
