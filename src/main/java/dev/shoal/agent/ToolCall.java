package dev.shoal.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.shoal.run.Cut;
import java.util.Optional;

/// One tool call of a reply, after its mistakes of form were mended or noted: `id` is unique within
/// the conversation, `name` can be sent back to any provider, and so can `arguments` (an object in
/// any case). `mistake` says why the call can't be executed.
record ToolCall(String id, String name, ObjectNode arguments, Optional<String> mistake) {
    private static final int LARGEST_ARGUMENTS = 2_000_000;
    private static final int DEEPEST_WRAPPING = 3;

    /// Models often leave line breaks in strings unescaped; that is understood.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

    static ToolCall of(ToolExecutionRequest request, String id) {
        String name = sendable(request.name());
        String text = request.arguments() == null ? "" : request.arguments();
        if (text.length() > LARGEST_ARGUMENTS) {
            return refused(id, name, "the arguments are longer than 2,000,000 characters");
        }
        try {
            return of(id, name, unwrapped(text, DEEPEST_WRAPPING));
        } catch (JsonProcessingException e) {
            return malformed(id, name, text, e);
        }
    }

    ToolExecutionRequest request() {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments.toString())
                .build();
    }

    private static ToolCall of(String id, String name, JsonNode arguments) {
        return arguments instanceof ObjectNode object
                ? new ToolCall(id, name, object, Optional.empty())
                : refused(id, name, "the arguments must be a JSON object, not " + kind(arguments));
    }

    private static ToolCall malformed(
            String id, String name, String text, JsonProcessingException e) {
        ObjectNode shown = JSON.createObjectNode().put("malformed", Cut.middle(text, 1_000));
        String why = "the arguments are not valid JSON: " + Cut.middle(e.getOriginalMessage(), 300);
        return new ToolCall(id, name, shown, Optional.of(why));
    }

    private static ToolCall refused(String id, String name, String why) {
        return new ToolCall(id, name, JSON.createObjectNode(), Optional.of(why));
    }

    /// Nothing and null are an object without members; a string that holds JSON is that JSON.
    private static JsonNode unwrapped(String text, int depth) throws JsonProcessingException {
        JsonNode node = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        if (node.isNull() || node.isMissingNode()) {
            return JSON.createObjectNode();
        }
        return node.isTextual() && depth > 0 ? unwrapped(node.textValue(), depth - 1) : node;
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Providers take back only names of this form.
    private static String sendable(String name) {
        String clean = name == null ? "" : name.strip().replaceAll("[^a-zA-Z0-9_-]", "_");
        return clean.isEmpty() ? "nameless" : clean.substring(0, Math.min(64, clean.length()));
    }
}
