package dev.shoal.agent;

import static dev.shoal.agent.ChaosServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The agent loop through the real Anthropic client.
class AnthropicClientTest {
    private final Stage stage = Stage.set();

    @Test
    void anAgentPlaysAndItsCacheIsPriced() {
        stage.prices = Map.of("test/scripted", new Price(10, 1, 50));
        try (ChaosServer server =
                new ChaosServer(
                        use("echo", "{\"text\":\"hi\"}"),
                        use("fly", "{}"),
                        use("finish_task", "{\"handoff\":\"done\"}"))) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(server.bodies().getLast()).contains("tool_result", "there is no tool");
        }
        // Each call: 100 in, 1000 read from the cache, 200 written to it, 10 out.
        assertThat(stage.spent().inputTokens()).isEqualTo(3 * 1_300);
        assertThat(stage.spent().micros()).isEqualTo(3 * (1_000 + 1_000 + 2_500 + 500));
    }

    @Test
    void overloadIsWaitedOutForAsLongAsAsked() {
        try (ChaosServer server =
                new ChaosServer(
                        status(529, "{\"type\":\"error\"}", "retry-after: 9"),
                        use("finish_task", "{\"handoff\":\"done\"}"))) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(stage.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        }
    }

    @Test
    void aPromptThatIsTooLongIsToldFromOtherRefusals() {
        try (ChaosServer server =
                new ChaosServer(
                        status(
                                400,
                                "{\"error\":{\"message\":\"prompt is too long: 210000 tokens\"}}"))) {
            assertThat(play(server))
                    .isInstanceOfSatisfying(
                            AgentEnd.Failed.class,
                            f -> assertThat(f.cause()).contains("prompt is too long"));
        }
    }

    private AgentEnd<String> play(ChaosServer server) {
        ModelHttpBuilder http = new ModelHttpBuilder(ModelBeans.sharedClient(), () -> stage.now);
        Connection connection = new Connection(http, Duration.ofSeconds(5), 1_000);
        return stage.play(
                new Anthropic(Optional.of("key"), Optional.of(server.url()), connection)
                        .build("m"));
    }

    private static ChaosServer.Act use(String tool, String input) {
        return status(
                200,
                """
                {"id": "msg", "type": "message", "role": "assistant", "model": "m", "stop_reason": "tool_use",
                 "content": [{"type": "tool_use", "id": "toolu_1", "name": "%s", "input": %s}],
                 "usage": {"input_tokens": 100, "output_tokens": 10,
                           "cache_read_input_tokens": 1000, "cache_creation_input_tokens": 200}}
                """
                        .formatted(tool, input));
    }
}
