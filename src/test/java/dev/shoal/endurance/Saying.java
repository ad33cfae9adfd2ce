package dev.shoal.endurance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the model says next: a text, calls of tools, and how long it thinks before.
record Saying(String text, List<Call> calls, Duration thinks) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// `arguments` as they are sent, so that they can be malformed.
    record Call(String tool, String arguments) {
        static Call of(String tool, Map<String, ?> arguments) {
            try {
                return new Call(tool, JSON.writeValueAsString(arguments));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalArgumentException(tool, e);
            }
        }
    }

    static Saying text(String text) {
        return new Saying(text, List.of(), Duration.ZERO);
    }

    static Saying call(String text, String tool, Map<String, ?> arguments) {
        return calls(text, List.of(Call.of(tool, arguments)));
    }

    static Saying calls(String text, List<Call> calls) {
        return new Saying(text, calls, Duration.ZERO);
    }

    Saying after(Duration time) {
        return new Saying(text, calls, time);
    }

    /// As an OpenAI-compatible server answers.
    byte[] completion(Talk talk) {
        ObjectNode message = JSON.createObjectNode().put("role", "assistant").put("content", text);
        if (!calls.isEmpty()) {
            ArrayNode all = message.putArray("tool_calls");
            for (Call call : calls) {
                all.addObject()
                        .put("id", "call-%d-%d".formatted(talk.replies(), all.size()))
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.tool())
                        .put("arguments", call.arguments());
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", "endurance").put("object", "chat.completion").put("created", 1);
        answer.put("model", "endurance");
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", calls.isEmpty() ? "stop" : "tool_calls")
                .set("message", message);
        int sent = 1 + talk.characters() / 4;
        int said = 1 + message.toString().length() / 4;
        answer.putObject("usage")
                .put("prompt_tokens", sent)
                .put("completion_tokens", said)
                .put("total_tokens", sent + said);
        return answer.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
