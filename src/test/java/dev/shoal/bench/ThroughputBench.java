package dev.shoal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.bench.Report.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// How many tasks a second the local server brings onto the trunk when the model needs 200 ms a
/// call, three calls a task.
final class ThroughputBench implements Benchmark {

    private static final int FILES = 1_000;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public Report run(Setting setting) throws Exception {
        int tasks = setting.either(512, 64);
        int workers = setting.either(64, 16);
        Path repository = setting.folder().resolve("sample.git");
        SampleRepository.create(repository, FILES).close();
        try (StubModel model = new StubModel(tasks, Duration.ofMillis(200), false);
                ServerProcess server = ServerProcess.start(setting.root(), model, workers)) {
            double before = server.cpuSeconds();
            JsonNode idle = server.counts();
            String run = server.run(repository, tasks);
            JsonNode ended = server.ended(run);
            double cpu = server.cpuSeconds() - before;
            Measured measured =
                    new Measured(ended, server.counts(), idle, seconds(server, run), cpu);
            List<Figure> figures = new ArrayList<>(measured.figures());
            figures.add(new Figure("peak RSS, MB", "" + server.megabytes("VmHWM"), ""));
            figures.addAll(measured.calls());
            return Report.figures(
                    name(),
                    "%d tasks, %d workers, %d files, storage in memory, run ended %s"
                            .formatted(tasks, workers, FILES, ended.path("state").asText()),
                    figures);
        }
    }

    /// From the first task's creation to the last landing.
    private static double seconds(ServerProcess server, String run) throws Exception {
        String first = "";
        String last = "";
        String cursor = "";
        for (; ; ) {
            JsonNode page = server.get("/runs/" + run + "/events?after=" + cursor);
            JsonNode events = page.isArray() ? page : page.path("items");
            for (JsonNode event : events) {
                String kind = event.path("kind").asText();
                String at = event.path("at").asText();
                first = first.isEmpty() && kind.equals("task.created") ? at : first;
                last = kind.equals("task.landed") && at.compareTo(last) > 0 ? at : last;
                cursor = event.path("id").asText();
            }
            if (events.isEmpty()) {
                return Duration.between(Instant.parse(first), Instant.parse(last)).toMillis() / 1e3;
            }
        }
    }

    private record Measured(
            JsonNode ended, JsonNode counts, JsonNode idle, double seconds, double cpu) {

        int landed() {
            return ended.at("/tasks/landed").asInt();
        }

        List<Figure> figures() {
            Samples millis = Samples.of(values("landingMillis"));
            double lost = Samples.of(values("lostPositions")).sum();
            return List.of(
                    new Figure("tasks landed", "" + landed(), ""),
                    new Figure("tasks per second", Samples.text(landed() / seconds), ">= 10"),
                    new Figure("landing p50, ms", Samples.text(millis.quantile(0.5)), ""),
                    new Figure("landing p95, ms", Samples.text(millis.quantile(0.95)), "< 1000"),
                    new Figure("lost positions per landing", Samples.text(lost / landed()), ""),
                    new Figure("CPU seconds per task", Samples.text(cpu / landed()), ""));
        }

        private double[] values(String name) {
            return StreamSupport.stream(counts.path(name).spliterator(), false)
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
        }

        /// Calls per landed task, all and by operation. What an idle server does is part of it.
        List<Figure> calls() {
            List<Figure> figures = new ArrayList<>();
            double all = 0;
            for (Map.Entry<String, JsonNode> call : counts.path("calls").properties()) {
                double made =
                        call.getValue().asLong() - idle.at("/calls").path(call.getKey()).asLong();
                all += made;
                figures.add(new Figure("  " + call.getKey(), Samples.text(made / landed()), ""));
            }
            figures.addFirst(
                    new Figure("AWS calls per task", Samples.text(all / landed()), "<= 20"));
            return figures;
        }
    }
}
