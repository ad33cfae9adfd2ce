package dev.shoal.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rehearsal model says: the first rule that fits a conversation answers it. A rule fits
/// if its role and each of its matched lines (`Scope: root`) stand in the conversation's first user
/// message.
record RehearsalScript(List<Rule> rules) {

    /// One tool call of a reply.
    record Call(String tool, JsonNode arguments) {}

    /// The nth reply answers a conversation with n assistant messages; the last one repeats.
    record Rule(String role, Map<String, String> match, List<List<Call>> replies) {
        Rule {
            match = match == null ? Map.of() : Map.copyOf(match);
            if (role == null || replies == null || replies.isEmpty()) {
                throw new IllegalArgumentException(
                        "a rehearsal rule needs a role and replies: " + match);
            }
        }

        boolean fits(Map<String, String> brief) {
            return role.equals(brief.get("Role"))
                    && match.entrySet().stream()
                            .allMatch(line -> line.getValue().equals(brief.get(line.getKey())));
        }

        List<Call> reply(int turn) {
            return replies.get(Math.min(turn, replies.size() - 1));
        }
    }

    static RehearsalScript read(Path file) throws IOException {
        return new RehearsalScript(
                new ObjectMapper().readValue(file.toFile(), new TypeReference<List<Rule>>() {}));
    }

    Optional<List<Call>> reply(String message, int turn) {
        Map<String, String> brief = brief(message);
        return rules.stream()
                .filter(rule -> rule.fits(brief))
                .findFirst()
                .map(rule -> rule.reply(turn));
    }

    /// The first line of each name counts, so that instructions further down can't change who is
    /// asked.
    private static Map<String, String> brief(String message) {
        Map<String, String> lines = new HashMap<>();
        message.lines()
                .forEach(
                        line -> {
                            int colon = line.indexOf(": ");
                            if (colon > 0) {
                                lines.putIfAbsent(
                                        line.substring(0, colon),
                                        line.substring(colon + 2).strip());
                            }
                        });
        return lines;
    }
}
