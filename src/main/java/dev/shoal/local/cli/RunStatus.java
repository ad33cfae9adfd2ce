package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A run as the API shows it. Fields that a server of another version lacks count as 0 or empty.
record RunStatus(JsonNode json) {

    private static final Set<String> LIVE = Set.of("seeding", "running", "paused");

    String id() {
        return json.path("id").asText();
    }

    String state() {
        return json.path("state").asText();
    }

    boolean isOver() {
        return !LIVE.contains(state());
    }

    boolean isComplete() {
        return state().equals("complete");
    }

    int cycle() {
        return json.path("cycle").asInt();
    }

    int cycles() {
        return json.path("limits").path("cycles").asInt();
    }

    long tasks(String state) {
        return json.path("tasks").path(state).asLong();
    }

    long tasks() {
        return sum(json.path("tasks"));
    }

    long plans(String state) {
        return json.path("plans").path(state).asLong();
    }

    long landings() {
        return Math.max(0, json.path("trunk").path("position").asLong());
    }

    long mirrored() {
        return Math.max(0, json.path("trunk").path("mirrored").asLong());
    }

    /// True if the branch has all that has landed.
    boolean isDelivered() {
        return mirrored() >= landings();
    }

    long conflicts() {
        return json.path("conflicts").asLong();
    }

    long tokens() {
        return inputTokens() + outputTokens();
    }

    long inputTokens() {
        return json.path("spent").path("inputTokens").asLong();
    }

    long outputTokens() {
        return json.path("spent").path("outputTokens").asLong();
    }

    double usd() {
        return json.path("spent").path("usd").asDouble();
    }

    String repository() {
        return json.path("repository").asText();
    }

    String target() {
        return json.path("target").asText();
    }

    String goal() {
        return json.path("goal").asText();
    }

    String reason() {
        return json.path("reason").asText("");
    }

    Optional<String> verdict() {
        JsonNode verdict = json.path("verdict");
        return verdict.hasNonNull("reason")
                ? Optional.of(
                        verdict.path("decision").asText() + ": " + verdict.path("reason").asText())
                : Optional.empty();
    }

    Instant createdAt() {
        return Instant.parse(json.path("createdAt").asText());
    }

    Optional<Instant> endedAt() {
        return json.hasNonNull("endedAt")
                ? Optional.of(Instant.parse(json.path("endedAt").asText()))
                : Optional.empty();
    }

    /// From its creation to its end, or until `now`.
    Duration elapsed(Instant now) {
        Duration elapsed = Duration.between(createdAt(), endedAt().orElse(now));
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }
}
