package dev.shoal.agent;

import static dev.shoal.agent.ChaosServer.message;
import static dev.shoal.agent.ChaosServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The agent loop through the real OpenAI client against a server that misbehaves.
class RealClientTest {
    private static final String KEY = "sk-very-secret-key-123";
    private static final ChaosServer.Act DONE = toolCall("finish_task", "{\"handoff\":\"done\"}");
    private final Stage stage = Stage.set();

    @Test
    void anAgentPlaysThroughTheRealClientAndIsCharged() {
        try (ChaosServer server = new ChaosServer(toolCall("echo", "{\"text\":\"hi\"}"), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(stage.spent().inputTokens()).isEqualTo(100);
            assertThat(stage.spent().outputTokens()).isEqualTo(10);
            assertThat(server.heads().getFirst()).contains("Bearer " + KEY);
            assertThat(server.bodies().getFirst()).contains("\"required\" : [ \"handoff\" ]");
        }
    }

    @Test
    void throttlingIsWaitedOutForAsLongAsTheServerAsks() {
        try (ChaosServer server =
                new ChaosServer(status(429, "slow down", "Retry-After: 17"), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(waited()).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(18));
            assertThat(stage.waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) <= 0);
        }
    }

    @Test
    void aDateInRetryAfterIsUnderstood() {
        try (ChaosServer server =
                new ChaosServer(
                        status(503, "busy", "Retry-After: Thu, 01 Jan 2026 00:00:40 GMT"), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(waited()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
        }
    }

    @Test
    void aWaitThatIsNotWorthItHandsOver() {
        try (ChaosServer server = new ChaosServer(status(429, "later", "Retry-After: 600"))) {
            assertThat(play(server))
                    .isInstanceOfSatisfying(
                            AgentEnd.HandedOver.class,
                            h ->
                                    assertThat(h.later())
                                            .isGreaterThanOrEqualTo(Duration.ofMinutes(10)));
            assertThat(stage.waits).isEmpty();
        }
    }

    @Test
    void aRunThatIsStoppedWhileAnAgentWaitsStopsTheAgent() {
        stage.duringWait(stage::stopRun);
        try (ChaosServer server = new ChaosServer(status(429, "later", "Retry-After: 100"))) {
            assertThat(play(server)).isInstanceOf(AgentEnd.Stopped.class);
            assertThat(waited()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void faultsOfTheServerAndDroppedConnectionsAreTriedAgain() {
        try (ChaosServer server =
                new ChaosServer(
                        status(500, "oops"),
                        ChaosServer.dropped(),
                        ChaosServer.droppedMidBody(),
                        status(529, "overloaded"),
                        DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(server.bodies()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(waited()).isGreaterThan(Duration.ofSeconds(7));
        }
    }

    @Test
    void aServerThatIsNotThereMayComeBack() {
        String gone;
        try (ChaosServer server = new ChaosServer(DONE)) {
            gone = server.url();
        }

        assertThat(stage.play(client(gone))).isInstanceOf(AgentEnd.HandedOver.class);
        assertThat(stage.play(client("http://no-such-host.invalid/v1")))
                .isInstanceOf(AgentEnd.HandedOver.class);
        assertThat(stage.spent().inputTokens()).isZero();
    }

    @Test
    void aServerThatStaysDownPutsTheAgentOff() {
        try (ChaosServer server = new ChaosServer(status(500, "oops"))) {
            assertThat(play(server)).isInstanceOf(AgentEnd.HandedOver.class);
            assertThat(server.bodies()).hasSize(10);
        }
    }

    @Test
    void aSilentServerTimesOutSoon() {
        try (ChaosServer server = new ChaosServer(DONE)) {
            ChaosServer silent = new ChaosServer(server.silent());
            try (silent) {
                long start = System.nanoTime();
                stage.time = Duration.ofSeconds(40);
                assertThat(play(silent)).isInstanceOf(AgentEnd.HandedOver.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(20));
                assertThat(stage.spent().inputTokens()).isPositive();
            }
        }
    }

    @Test
    void aBodyThatStallsTimesOutAsWell() {
        try (ChaosServer keeper = new ChaosServer(DONE);
                ChaosServer server = new ChaosServer(keeper.stalledBody(), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
        }
    }

    @Test
    void anEndlessBodyIsRefusedBeforeItEatsTheHeap() {
        try (ChaosServer server = new ChaosServer(ChaosServer.endless(), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
        }
    }

    @Test
    void whatIsNotJsonIsTriedAgainAndChargedAndEndsTheAgentAfterFive() {
        try (ChaosServer server = new ChaosServer(status(200, "<html>hello</html>"))) {
            assertThat(play(server))
                    .isInstanceOfSatisfying(
                            AgentEnd.Failed.class,
                            f ->
                                    assertThat(f.cause())
                                            .contains("5 useless replies", "can't be read"));
            assertThat(server.bodies()).hasSize(5);
            assertThat(stage.spent().inputTokens()).isPositive();
        }
    }

    @Test
    void jsonWithoutChoicesIsNotAReplyEither() {
        try (ChaosServer server =
                new ChaosServer(status(200, "{}"), status(200, "{\"choices\":[]}"), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
        }
    }

    @Test
    void aRefusalIsFinalNamesTheModelAndHidesTheKey() {
        try (ChaosServer server =
                new ChaosServer(status(401, "{\"error\":\"bad key " + KEY + "\"}"))) {
            assertThat(play(server))
                    .isInstanceOfSatisfying(
                            AgentEnd.Failed.class,
                            f ->
                                    assertThat(f.cause())
                                            .contains("test/scripted", "status 401", "bad key")
                                            .doesNotContain(KEY));
            assertThat(server.bodies()).hasSize(1);
        }
        assertThat(stage.transcript()).doesNotContain(KEY);
    }

    @Test
    void anExhaustedCreditIsFinalThoughItComesAs429() {
        try (ChaosServer server =
                new ChaosServer(status(429, "{\"error\":{\"code\":\"insufficient_quota\"}}"))) {
            assertThat(play(server)).isInstanceOf(AgentEnd.Failed.class);
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (ChaosServer other = new ChaosServer(DONE);
                ChaosServer server =
                        new ChaosServer(status(307, "", "Location: " + other.url() + "/chat"))) {
            assertThat(play(server)).isInstanceOf(AgentEnd.Failed.class);
            assertThat(other.heads()).isEmpty();
        }
    }

    @Test
    void aConversationTooLongForTheModelGoesOnFromNotes() {
        try (ChaosServer server =
                new ChaosServer(
                        toolCall("echo", "{\"text\":\"hi\"}"),
                        status(400, "This model's maximum context length is 8192 tokens"),
                        ChaosServer.text("my notes"),
                        DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(server.bodies().get(2)).doesNotContain("\"tools\"");
            assertThat(server.bodies().get(3)).contains("my notes").doesNotContain("tool_calls");
        }
    }

    @Test
    void sloppyRepliesAreTidiedBeforeTheyGoBack() {
        try (ChaosServer server =
                new ChaosServer(
                        message(
                                """
                                {"role": "assistant", "content": null, "tool_calls": [
                                 {"id": "", "type": "function", "function": {"name": "echo", "arguments": null}},
                                 {"id": "a", "type": "function", "function": {"name": "echo", "arguments": "\\"{\\\\\\"text\\\\\\":\\\\\\"hi\\\\\\"}\\""}},
                                 {"id": "a", "type": "function", "function": {"name": "no such tool!", "arguments": "{"}}]}
                                """),
                        DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(server.bodies().get(1))
                    .contains("\"call-1-0\"", "\"call-1-2\"", "no_such_tool_", "\"hi\"");
        }
    }

    @Test
    void anEmptyReplyIsNotSentBackEmpty() {
        try (ChaosServer server =
                new ChaosServer(message("{\"role\":\"assistant\",\"content\":null}"), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(server.bodies().get(1)).contains("(nothing)", "the reply was empty");
        }
    }

    @Test
    void aHugeReplyDoesNotMakeAHugeConversation() {
        try (ChaosServer server = new ChaosServer(ChaosServer.text("x".repeat(10_000_000)), DONE)) {
            assertThat(play(server)).isEqualTo(new AgentEnd.Finished<>("done"));
            assertThat(server.bodies().get(1)).hasSizeLessThan(150_000);
        }
    }

    private Duration waited() {
        return stage.waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private AgentEnd<String> play(ChaosServer server) {
        return stage.play(client(server.url()));
    }

    private ChatModel client(String url) {
        InstantSource clock = () -> stage.now;
        ModelHttpBuilder http = new ModelHttpBuilder(ModelBeans.sharedClient(), clock);
        Connection connection = new Connection(http, Duration.ofMillis(500), 1_000);
        return new OpenAi(Optional.of(KEY), Optional.of(url), connection).build("m");
    }

    private static ChaosServer.Act toolCall(String name, String arguments) {
        return message(
                """
                {"role": "assistant", "content": null, "tool_calls": [{"id": "c%s", "type": "function",
                 "function": {"name": "%s", "arguments": %s}}]}
                """
                        .formatted(name, name, Json.of(arguments)));
    }
}
