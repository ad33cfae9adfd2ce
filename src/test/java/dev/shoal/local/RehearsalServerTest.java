package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalServerTest {
    private static final String SCRIPT =
            """
            [{"role": "worker", "match": {"Task": "Add hello"}, "replies": [
               [{"tool": "write_file", "arguments": {"path": "a", "content": "x"}}],
               [{"tool": "finish_task", "arguments": {"outcome": "done", "handoff": "a"}}]]}]
            """;
    private static final String TOOLS = ", \"tools\": [{\"type\": \"function\"}]";
    private static final String BRIEF =
            "{\"role\": \"user\", \"content\": \"Role: worker\\nTask: Add hello\\n\"}";
    private static final String ASSISTANT = ", {\"role\": \"assistant\", \"content\": \"\"}";

    @TempDir private Path folder;
    private RehearsalServer server;

    @BeforeEach
    void start() throws Exception {
        Path script = Files.writeString(folder.resolve("rehearsal.json"), SCRIPT);
        server = new RehearsalServer(RehearsalScript.read(script), Duration.ZERO);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNumberOfAssistantMessagesChoosesTheReply() throws Exception {
        assertThat(tool(ask(BRIEF, TOOLS))).isEqualTo("write_file");
        assertThat(tool(ask(BRIEF + ASSISTANT, TOOLS))).isEqualTo("finish_task");
    }

    @Test
    void pastTheEndTheLastReplyRepeats() throws Exception {
        assertThat(tool(ask(BRIEF + ASSISTANT.repeat(5), TOOLS))).isEqualTo("finish_task");
    }

    @Test
    void argumentsTravelAsTextAndUsageIsCounted() throws Exception {
        JsonNode answer = ask(BRIEF, TOOLS);
        String arguments = answer.at("/choices/0/message/tool_calls/0/function/arguments").asText();
        assertThat(new ObjectMapper().readTree(arguments).path("path").asText()).isEqualTo("a");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void aConversationWithoutARuleIsToldSo() throws Exception {
        JsonNode answer = ask(BRIEF.replace("Add hello", "Other"), TOOLS);
        assertThat(answer.at("/choices/0/message/content").asText()).contains("no rule");
    }

    @Test
    void aRequestWithoutToolsGetsNotes() throws Exception {
        assertThat(ask(BRIEF, "").at("/choices/0/message/content").asText()).startsWith("Notes");
    }

    private JsonNode ask(String messages, String tools) throws Exception {
        String body = "{\"model\": \"worker\", \"messages\": [" + messages + "]" + tools + "}";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return new ObjectMapper().readTree(response.body());
        }
    }

    private static String tool(JsonNode answer) {
        return answer.at("/choices/0/message/tool_calls/0/function/name").asText();
    }
}
