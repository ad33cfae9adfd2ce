package dev.shoal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.bench.Report.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How soon a stop takes effect on hundreds of workers, all but one of which wait for their model;
/// that one is in the middle of a long command.
final class StopBench implements Benchmark {
    private static final int FILES = 1_000;
    private static final int MOST_LOOKS = 1_200;
    private static final String COMMAND = "sleep 617";

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public Report run(Setting setting) throws Exception {
        int workers = setting.either(500, 50);
        Path repository = setting.folder().resolve("sample.git");
        SampleRepository.create(repository, FILES).close();
        try (StubModel model = new StubModel(workers, Duration.ZERO, true).withCommand(COMMAND);
                ServerProcess server = ServerProcess.start(setting.root(), model, workers)) {
            String run = server.run(repository, workers);
            int waiting = allBusy(model, server, workers);
            long begun = System.nanoTime();
            server.post("/runs/" + run + "/stop");
            double answered = seconds(begun);
            JsonNode seen = server.get("/runs/" + run);
            for (int look = 0; look < MOST_LOOKS && busy(seen, server); look++) {
                Thread.sleep(50);
                seen = server.get("/runs/" + run);
            }
            double stopped = seconds(begun);
            return Report.figures(
                    name(),
                    "%d workers of one process, emulators in memory, run ended %s"
                            .formatted(workers, seen.path("state").asText()),
                    List.of(
                            new Figure(
                                    "workers waiting for the model",
                                    "" + waiting,
                                    "" + (workers - 1)),
                            new Figure("the stop is answered after, s", Samples.text(answered), ""),
                            new Figure(
                                    "nobody works and no command runs after, s",
                                    Samples.text(stopped),
                                    "< 5"),
                            new Figure(
                                    "tasks still claimed",
                                    seen.at("/tasks/claimed").asText(),
                                    "0")));
        }
    }

    private static boolean busy(JsonNode run, ServerProcess server) {
        return run.at("/tasks/claimed").asInt() > 0 || server.runs(COMMAND);
    }

    private static int allBusy(StubModel model, ServerProcess server, int workers)
            throws InterruptedException {
        for (int look = 0;
                look < MOST_LOOKS && (model.waiting() < workers - 1 || !server.runs(COMMAND));
                look++) {
            if (look % 20 == 0) {
                Benchmark.tell("%d of %d workers wait", model.waiting(), workers - 1);
            }
            Thread.sleep(250);
        }
        return model.waiting();
    }

    private static double seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
    }
}
