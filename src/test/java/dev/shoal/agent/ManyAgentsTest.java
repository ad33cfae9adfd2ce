package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyAgentsTest {
    private static final int AGENTS = 500;

    /// All 500 have to be in the middle of their call at the same time, or nobody gets an answer.
    @Test
    void fiveHundredAgentsCallTheirModelAtTheSameTime() throws Exception {
        CyclicBarrier together = new CyclicBarrier(AGENTS);
        ChaosServer.Act answer = finish();
        ChaosServer.Act meeting =
                (OutputStream out) -> {
                    try {
                        together.await();
                    } catch (java.util.concurrent.BrokenBarrierException e) {
                        throw new java.io.IOException(e);
                    }
                    answer.play(out);
                };
        try (ChaosServer server = new ChaosServer(meeting);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            ChatModel model = client(server.url());
            Callable<AgentEnd<String>> agent = () -> Stage.set().play(model);
            List<Future<AgentEnd<String>>> ends =
                    IntStream.range(0, AGENTS).mapToObj(i -> agents.submit(agent)).toList();

            for (Future<AgentEnd<String>> end : ends) {
                assertThat(end.get()).isEqualTo(new AgentEnd.Finished<>("done"));
            }
        }
    }

    private static ChatModel client(String url) {
        ModelHttpBuilder http =
                new ModelHttpBuilder(ModelBeans.sharedClient(), () -> Instant.EPOCH);
        Connection connection = new Connection(http, Duration.ofSeconds(30), 1_000);
        return new OpenAi(Optional.empty(), Optional.of(url), connection).build("m");
    }

    private static ChaosServer.Act finish() {
        return ChaosServer.message(
                """
                {"role": "assistant", "tool_calls": [{"id": "c", "type": "function",
                 "function": {"name": "finish_task", "arguments": "{\\"handoff\\":\\"done\\"}"}}]}
                """);
    }
}
