package dev.shoal.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was spent according to the transcripts, session by session.
///
/// `ended` is the sum over the sessions that say how they ended; these have settled, but for those
/// that ended just before a kill (`doubtful`). `crashed` is what the others have used.
final class Spending {
    private static final Duration DOUBT = Duration.ofSeconds(5);

    private final List<Instant> kills;
    private final Map<String, Long> open = new HashMap<>();
    private long ended;
    private long doubtful;
    private int sessions;

    Spending(List<Instant> kills) {
        this.kills = kills;
    }

    /// Takes in the transcript of one subject.
    void add(String subject, List<JsonNode> lines) {
        for (JsonNode line : lines) {
            String session = subject + "/" + line.path("session").asText();
            switch (line.path("type").asText()) {
                case "usage" -> open.merge(session, tokens(line), Long::sum);
                case "end" -> {
                    open.remove(session);
                    end(tokens(line), Instant.parse(line.path("time").asText()));
                }
                default -> {}
            }
        }
    }

    private void end(long tokens, Instant at) {
        sessions++;
        ended += tokens;
        if (kills.stream().anyMatch(kill -> at.isBefore(kill) && at.plus(DOUBT).isAfter(kill))) {
            doubtful += tokens;
        }
    }

    private static long tokens(JsonNode line) {
        return line.path("inputTokens").asLong() + line.path("outputTokens").asLong();
    }

    /// What all ended agents have used.
    long ended() {
        return ended;
    }

    /// Legs of all agents that ended.
    int sessions() {
        return sessions;
    }

    Check against(long settled) {
        return Check.that(
                "tokens spent are the sum over the transcripts of all ended agents",
                settled <= ended && settled >= ended - doubtful,
                "spent %d, transcripts of %d ended agents %d (%d of them within %d s of a kill)"
                        .formatted(settled, sessions, ended, doubtful, DOUBT.toSeconds()));
    }

    String crashed() {
        return "%d killed agents had used %d tokens"
                .formatted(open.size(), open.values().stream().mapToLong(Long::longValue).sum());
    }
}
