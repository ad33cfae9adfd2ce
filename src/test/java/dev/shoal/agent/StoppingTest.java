package dev.shoal.agent;

import static dev.shoal.agent.ScriptedModel.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Agents that are in the middle of something when their run is paused or stopped.
class StoppingTest {
    private static final int AGENTS = 500;
    private final Stage stage = Stage.set();

    /// The model never answers; the agents' clock stands still, so only the stop can end them.
    @Test
    void fiveHundredAgentsThatWaitForTheirModelAbandonTheCall() throws Exception {
        CountDownLatch asked = new CountDownLatch(AGENTS);
        CountDownLatch abandoned = new CountDownLatch(AGENTS);
        ScriptedModel silent =
                ScriptedModel.answering(
                        request -> {
                            asked.countDown();
                            return neverAnswered(abandoned);
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<AgentEnd<String>>> ends = new ArrayList<>();
            for (int agent = 0; agent < AGENTS; agent++) {
                ends.add(threads.submit(() -> stage.play(silent)));
            }
            asked.await();
            stage.pauseRun();
            for (Future<AgentEnd<String>> end : ends) {
                assertThat(end.get()).isInstanceOf(AgentEnd.Stopped.class);
            }
        }
        assertThat(silent.requests()).hasSize(AGENTS);
        abandoned.await();
        assertThat(stage.spent().inputTokens()).isGreaterThan(AGENTS);
    }

    @Test
    void aStoppedAgentTellsWhatItDidWithoutAskingTheModelAgain() {
        stage.tools =
                List.of(
                        Stage.finish(),
                        Stage.tool(
                                "echo",
                                arguments -> {
                                    stage.pauseRun();
                                    return "the answer is 42";
                                }));
        ScriptedModel model = ScriptedModel.saying(call("echo", Map.of("text", "what is it?")));

        AgentEnd<String> end = stage.play(model);

        assertThat(end)
                .isInstanceOfSatisfying(
                        AgentEnd.Stopped.class,
                        stopped ->
                                assertThat(stopped.notes())
                                        .contains("what is it?", "the answer is 42"));
        assertThat(model.requests()).hasSize(1);
    }

    private static ChatResponse neverAnswered(CountDownLatch abandoned) {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts it down");
        } catch (InterruptedException e) {
            abandoned.countDown();
            throw new NoAnswer(NoAnswer.What.BROKEN_OFF, "interrupted");
        }
    }
}
