package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.JsonNode;

/// A run, as `GET /runs/{id}` gives it, in words.
final class Progress {
    private Progress() {}

    /// One line: where the run stands.
    static String line(JsonNode run) {
        JsonNode tasks = run.path("tasks");
        JsonNode plans = run.path("plans");
        long open =
                plans.path("ready").asLong()
                        + plans.path("claimed").asLong()
                        + plans.path("waiting").asLong();
        return "%s, cycle %d: %d planners; tasks %d ready, %d at work, %d landed, %d unchanged, %d failed; %d conflicts; %d tokens, $%.2f"
                .formatted(
                        run.path("state").asText(),
                        run.path("cycle").asInt(),
                        open,
                        tasks.path("ready").asLong(),
                        tasks.path("claimed").asLong(),
                        tasks.path("landed").asLong(),
                        tasks.path("done").asLong(),
                        tasks.path("failed").asLong(),
                        run.path("conflicts").asLong(),
                        tokens(run),
                        run.path("spent").path("usd").asDouble());
    }

    /// How the run ended, and what to do next.
    static String summary(JsonNode run) {
        return "%s\n%s: %s\nThe result is on the branch %s of %s"
                .formatted(
                        line(run),
                        run.path("state").asText(),
                        run.path("reason").asText(""),
                        run.path("target").asText(),
                        run.path("repository").asText());
    }

    private static long tokens(JsonNode run) {
        JsonNode spent = run.path("spent");
        return spent.path("inputTokens").asLong() + spent.path("outputTokens").asLong();
    }
}
