package dev.shoal.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request says. `headers` are the lines `Role:`, `Scope:`, `Cycle:`, `Round:` and `Task:`
/// of the first user message (`brief`), by name in lower case; `replies` how often the model has
/// spoken; `characters` how long it all is; `tools` whether any may be called.
record Conversation(
        Map<String, String> headers, String brief, int replies, int characters, boolean tools) {

    private static final Pattern HEADER =
            Pattern.compile("^(Role|Scope|Cycle|Round|Task): *(.*?) *$", Pattern.MULTILINE);

    static Conversation of(JsonNode request) {
        String brief = "";
        int replies = 0;
        int characters = 0;
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asText();
            String text = text(message.path("content"));
            brief = brief.isEmpty() && role.equals("user") ? text : brief;
            replies += role.equals("assistant") ? 1 : 0;
            characters += text.length() + message.path("tool_calls").toString().length();
        }
        boolean tools = !request.path("tools").isEmpty();
        return new Conversation(headers(brief), brief, replies, characters, tools);
    }

    private static Map<String, String> headers(String brief) {
        Map<String, String> headers = new HashMap<>();
        Matcher lines = HEADER.matcher(brief);
        while (lines.find()) {
            headers.putIfAbsent(lines.group(1).toLowerCase(java.util.Locale.ROOT), lines.group(2));
        }
        return headers;
    }

    /// A content is a text or a list of parts with a text each.
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /// True if the brief already tells of a task or sub-planner so named: a planner that was killed
    /// in the middle of its round starts the round again, and must not create everything twice.
    boolean tellsOf(String name) {
        return brief.contains("): " + name)
                || brief.contains(": " + name + " (")
                || brief.contains("sub-planner for " + name);
    }
}
