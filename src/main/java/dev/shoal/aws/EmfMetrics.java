package dev.shoal.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.run.Metrics;
import dev.shoal.run.Spend;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Metrics as lines of the log that CloudWatch turns into metrics by itself (embedded metric
/// format), so that counting costs no call and needs no permission.
final class EmfMetrics implements Metrics {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS = 1e6;

    private final String stack;
    private final InstantSource clock;
    private final Consumer<String> lines;

    EmfMetrics(String stack, InstantSource clock, Consumer<String> lines) {
        this.stack = stack;
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void note(Measure measure) {
        switch (measure) {
            case Measure.TaskEnded ended ->
                    write(Map.of("TasksEnded", 1.0), Map.of("Outcome", ended.outcome()), "Count");
            case Measure.Landed landed ->
                    write(Map.of("LandingMillis", millis(landed.took())), Map.of(), "Milliseconds");
            case Measure.Conflicts conflicts ->
                    write(Map.of("Conflicts", (double) conflicts.count()), Map.of(), "Count");
            case Measure.Spent spent -> write(amounts(spent.spend()), Map.of(), "None");
            case Measure.Woken woken ->
                    write(
                            Map.of("WakeMillis", millis(woken.delay())),
                            Map.of("Queue", woken.queue()),
                            "Milliseconds");
        }
    }

    private static Map<String, Double> amounts(Spend spend) {
        return Map.of(
                "InputTokens", (double) spend.inputTokens(),
                "OutputTokens", (double) spend.outputTokens(),
                "SpendUsd", spend.micros() / MICROS);
    }

    private static double millis(Duration time) {
        return Math.max(0, time.toMillis());
    }

    private void write(Map<String, Double> values, Map<String, String> dimensions, String unit) {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode head = line.putObject("_aws");
        head.put("Timestamp", clock.instant().toEpochMilli());
        ObjectNode directive = head.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", "Shoal");
        var names = directive.putArray("Dimensions").addArray().add("Stack");
        line.put("Stack", stack);
        new TreeMap<>(dimensions)
                .forEach(
                        (name, value) -> {
                            names.add(name);
                            line.put(name, value);
                        });
        var metrics = directive.putArray("Metrics");
        new TreeMap<>(values)
                .forEach(
                        (name, value) -> {
                            metrics.addObject().put("Name", name).put("Unit", unit);
                            line.put(name, value);
                        });
        lines.accept(line.toString());
    }
}
