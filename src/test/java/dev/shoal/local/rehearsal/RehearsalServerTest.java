package dev.shoal.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearsalServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT =
            """
            {"name": "test", "seed": 1, "delay": {"least": 0, "most": 1}, "scenes": [
              {"when": {"role": "planner", "scope": "root", "cycle": "1", "round": "1"}, "steps": [
                {"calls": [{"tool": "create_task", "arguments": {"title": "One"}},
                           {"tool": "create_task", "arguments": {"title": "Two"}}]},
                {"say": "enough", "calls": [{"tool": "finish_planning", "arguments": {"done": false}}]}]},
              {"when": {"role": "worker", "task": "One"}, "steps": [
                {"calls": [{"tool": "write_file", "arguments": {"path": "one", "content": "for ${task}"}}]},
                {"calls": [{"tool": "finish_task"}], "meets": "Two"}]},
              {"when": {"role": "worker"}, "steps": [{"calls": [{"tool": "finish_task"}]}]}]}
            """;

    private final RehearsalServer server = RehearsalServer.start(script());
    private final HttpClient client = HttpClient.newHttpClient();

    private static Script script() {
        try {
            return JSON.readValue(SCRIPT, Script.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSceneOfTheBriefDecides() throws Exception {
        JsonNode answer = reply("Role: planner\nScope: root\nCycle: 1\nRound: 1\n", 0);

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/tool_calls"))
                .extracting(call -> call.at("/function/arguments").asText())
                .containsExactly("{\"title\":\"One\"}", "{\"title\":\"Two\"}");
    }

    @Test
    void howOftenTheModelHasRepliedDecidesOnTheStep() throws Exception {
        JsonNode answer = reply("Role: planner\nScope: root\nCycle: 1\nRound: 1\n", 1);

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("enough");
    }

    @Test
    void aPlannerThatStartsItsRoundAgainDoesNotCreateTwice() throws Exception {
        String brief =
                "Role: planner\nScope: root\nCycle: 1\nRound: 1\n\n## Still open\n- c1.1-1 (ready): One\n";

        assertThat(reply(brief, 0).at("/choices/0/message/tool_calls"))
                .extracting(call -> call.at("/function/arguments").asText())
                .containsExactly("{\"title\":\"Two\"}");
    }

    @Test
    void theSceneThatSaysMostWinsAndItsArgumentsAreFilledIn() throws Exception {
        JsonNode answer = reply("Role: worker\nTask: One\n", 0);

        assertThat(answer.at("/choices/0/message/tool_calls/0/function/arguments").asText())
                .contains("for One");
    }

    @Test
    void twoThatAreToMeetWaitForEachOther() throws Exception {
        var first =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return reply("Role: worker\nTask: One\n", 1);
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        reply("Role: worker\nTask: Two\n", 0);

        assertThat(first.get().at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("finish_task");
    }

    @Test
    void itSaysThatItIsARehearsalAndWhatItWouldHaveUsed() throws Exception {
        HttpResponse<String> response = post(request("Role: worker\nTask: Two\n", 0, true));
        JsonNode answer = JSON.readTree(response.body());

        assertThat(response.headers().firstValue("X-Rehearsal")).isPresent();
        assertThat(answer.path("model").asText()).isEqualTo("rehearsal-test");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(answer.at("/usage/total_tokens").asInt())
                .isEqualTo(
                        answer.at("/usage/prompt_tokens").asInt()
                                + answer.at("/usage/completion_tokens").asInt());
    }

    @Test
    void whereTheScriptEndsTheRequestIsRefused() throws Exception {
        HttpResponse<String> over = post(request("Role: worker\nTask: Two\n", 1, true));
        HttpResponse<String> unknown = post(request("Role: judge\nCycle: 1\n", 0, true));

        assertThat(over.statusCode()).isEqualTo(400);
        assertThat(over.body()).contains("is over");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("no scene", "judge");
    }

    @Test
    void whoOffersNoToolsIsAnsweredInWords() throws Exception {
        JsonNode answer =
                JSON.readTree(post(request("Role: worker\nTask: Two\n", 9, false)).body());

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/choices/0/message/content").asText()).isNotBlank();
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        assertThat(post("{").statusCode()).isEqualTo(400);
    }

    private JsonNode reply(String brief, int replies) throws IOException, InterruptedException {
        HttpResponse<String> response = post(request(brief, replies, true));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String request(String brief, int replies, boolean tools) {
        var request = JSON.createObjectNode();
        var messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", "You are somebody.");
        messages.addObject().put("role", "user").put("content", brief);
        for (int i = 0; i < replies; i++) {
            messages.addObject().put("role", "assistant").put("content", "");
            messages.addObject().put("role", "tool").put("content", "Role: judge");
        }
        if (tools) {
            request.putArray("tools").addObject().put("type", "function");
        }
        return request.toString();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.uri() + "/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
