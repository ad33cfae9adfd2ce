package dev.shoal.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request as a model sees it: the first user message (`brief`), and the calls made since with
/// their results, in order. `tools` is false when only text is wanted.
record Talk(String brief, List<Made> made, int replies, int characters, boolean tools) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What Shoal adds to a result to tell how much time or how many replies are left.
    private static final Pattern NOTICE = Pattern.compile("\\n\\n\\[[^\\n]*]\\z");

    /// A call and what came of it.
    record Made(String tool, JsonNode arguments, String result) {
        boolean worked() {
            return !result.startsWith("error");
        }

        String argument(String name) {
            return arguments.path(name).asText();
        }
    }

    static Talk of(byte[] request) {
        try {
            return of(JSON.readTree(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Talk of(JsonNode request) throws IOException {
        String brief = "";
        int replies = 0;
        int characters = 0;
        Map<String, JsonNode> calls = new LinkedHashMap<>();
        List<Made> made = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asText();
            String text = text(message.path("content"));
            brief = brief.isEmpty() && role.equals("user") ? text : brief;
            replies += role.equals("assistant") ? 1 : 0;
            characters += text.length() + message.path("tool_calls").toString().length();
            message.path("tool_calls").forEach(c -> calls.put(c.path("id").asText(), c));
            JsonNode call = calls.get(message.path("tool_call_id").asText());
            if (role.equals("tool") && call != null) {
                made.add(made(call.path("function"), NOTICE.matcher(text).replaceFirst("")));
            }
        }
        return new Talk(brief, made, replies, characters, !request.path("tools").isEmpty());
    }

    private static Made made(JsonNode function, String result) {
        String arguments = function.path("arguments").asText();
        try {
            return new Made(function.path("name").asText(), JSON.readTree(arguments), result);
        } catch (IOException e) {
            return new Made(function.path("name").asText(), JSON.createObjectNode(), result);
        }
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.isNull() ? "" : content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    /// The line `Name: value` of the brief.
    String header(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": *(.*?) *$").matcher(brief);
        return line.find() ? line.group(1) : "";
    }

    /// The newest call of this tool that worked, and did so with this argument.
    Optional<Made> worked(String tool, String name, String value) {
        return made.reversed().stream()
                .filter(m -> m.tool().equals(tool) && m.worked() && m.argument(name).equals(value))
                .findFirst();
    }

    /// True if the newest call was of this tool, and was refused.
    boolean wasRefused(String tool) {
        return !made.isEmpty() && made.getLast().tool().equals(tool) && !made.getLast().worked();
    }
}
