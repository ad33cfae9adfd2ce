package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.infra.Template;
import dev.shoal.run.Metrics.Measure;
import dev.shoal.run.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmfMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<String> lines = new ArrayList<>();
    private final EmfMetrics metrics = new EmfMetrics("shoal", () -> NOW, lines::add);

    @Test
    void aTasksEndIsALineThatCloudWatchReads() throws JsonProcessingException {
        metrics.note(new Measure.TaskEnded("landed"));
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Shoal");
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                .isEqualTo("[[\"Stack\",\"Outcome\"]]");
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").asText())
                .isEqualTo("TasksEnded");
        assertThat(line.path("TasksEnded").asDouble()).isEqualTo(1);
        assertThat(line.path("Stack").asText()).isEqualTo("shoal");
        assertThat(line.path("Outcome").asText()).isEqualTo("landed");
    }

    @Test
    void dollarsAreDollars() throws JsonProcessingException {
        metrics.note(new Measure.Spent(new Spend(1000, 20, 1_500_000)));
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line.path("SpendUsd").asDouble()).isEqualTo(1.5);
        assertThat(line.path("InputTokens").asLong()).isEqualTo(1000);
        assertThat(line.path("OutputTokens").asLong()).isEqualTo(20);
    }

    /// A graph of a metric that nobody writes would stay empty without anybody noticing.
    @Test
    void theDashboardAndTheAlarmsShowWhatIsWritten() throws JsonProcessingException {
        Stream.of(
                        new Measure.TaskEnded("landed"),
                        new Measure.Landed(Duration.ofMillis(5)),
                        new Measure.Conflicts(1),
                        new Measure.Spent(new Spend(1, 1, 1)),
                        new Measure.Woken("plan", Duration.ofMillis(5)))
                .forEach(metrics::note);
        TreeSet<String> written = new TreeSet<>();
        for (String line : lines) {
            new ObjectMapper()
                    .readTree(line)
                    .at("/_aws/CloudWatchMetrics/0/Metrics")
                    .forEach(metric -> written.add(metric.path("Name").asText()));
        }
        String body = Template.main().properties("Graphs").at("/DashboardBody/Fn::Sub").asText();
        TreeSet<String> shown = new TreeSet<>();
        new ObjectMapper()
                .readTree(body)
                .path("widgets")
                .forEach(
                        widget ->
                                widget.at("/properties/metrics")
                                        .forEach(metric -> shown.addAll(ours(metric))));
        assertThat(shown).isEqualTo(written);
        assertThat(Template.main().properties("SpendAlarm").toString()).contains("\"SpendUsd\"");
    }

    private static List<String> ours(JsonNode metric) {
        return metric.path(0).asText().equals("Shoal")
                ? List.of(metric.path(1).asText())
                : List.of();
    }
}
