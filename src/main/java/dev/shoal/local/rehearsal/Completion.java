package dev.shoal.local.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A reply as OpenAI's chat completions have it.
final class Completion {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// English and code, roughly.
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Completion() {}

    static ObjectNode of(String model, Conversation talk, Script.Step step) {
        ObjectNode message = message(talk, step);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", "rehearsal-" + Integer.toHexString(talk.hashCode()));
        answer.put("object", "chat.completion");
        answer.put("created", 0);
        answer.put("model", model);
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("message", message);
        choice.put("finish_reason", step.calls().isEmpty() ? "stop" : "tool_calls");
        int prompt = 1 + talk.characters() / CHARACTERS_PER_TOKEN;
        int reply = 1 + message.toString().length() / CHARACTERS_PER_TOKEN;
        ObjectNode usage = answer.putObject("usage");
        usage.put("prompt_tokens", prompt);
        usage.put("completion_tokens", reply);
        usage.put("total_tokens", prompt + reply);
        return answer;
    }

    private static ObjectNode message(Conversation talk, Script.Step step) {
        ObjectNode message = JSON.createObjectNode();
        message.put("role", "assistant");
        message.put("content", step.say());
        if (!step.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (Script.ToolCall call : step.calls()) {
                ObjectNode node = calls.addObject();
                node.put("id", "call-%d-%d".formatted(talk.replies() + 1, calls.size()));
                node.put("type", "function");
                ObjectNode function = node.putObject("function");
                function.put("name", call.tool());
                function.put("arguments", String.valueOf(call.arguments()));
            }
        }
        return message;
    }

    static ObjectNode error(String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("error").put("message", message).put("type", "rehearsal");
        return answer;
    }

    static ObjectNode models(String model) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("object", "list");
        answer.putArray("data").addObject().put("id", model).put("object", "model");
        return answer;
    }
}
