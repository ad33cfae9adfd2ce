package dev.shoal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.bench.Report.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What hundreds of workers that all wait for their model take, and then all land at once.
final class MemoryBench implements Benchmark {

    private static final int FILES = 1_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Report run(Setting setting) throws Exception {
        int workers = setting.either(500, 50);
        Path repository = setting.folder().resolve("sample.git");
        SampleRepository.create(repository, FILES).close();
        try (StubModel model = new StubModel(workers, Duration.ofMillis(200), true);
                ServerProcess server = ServerProcess.start(setting.root(), model, workers)) {
            long idle = server.megabytes("VmRSS");
            String run = server.run(repository, workers);
            int waiting = allWaiting(model, workers);
            long busy = server.megabytes("VmRSS");
            model.open();
            JsonNode ended = server.ended(run);
            return Report.figures(
                    name(),
                    "%d workers, %d files, -Xmx1g, whole process with emulators in memory, run ended %s"
                            .formatted(workers, FILES, ended.path("state").asText()),
                    List.of(
                            new Figure("workers waiting at once", "" + waiting, "" + workers),
                            new Figure("RSS before the run, MB", "" + idle, ""),
                            new Figure("RSS while all wait, MB", "" + busy, "<= 1536"),
                            new Figure(
                                    "MB per waiting worker",
                                    Samples.text((busy - idle) / (double) workers),
                                    "< 2"),
                            new Figure(
                                    "peak RSS to the end, MB",
                                    "" + server.megabytes("VmHWM"),
                                    "<= 1536"),
                            new Figure(
                                    "landed", ended.at("/tasks/landed").asText(), "" + workers)));
        }
    }

    private static int allWaiting(StubModel model, int workers) throws InterruptedException {
        for (int look = 0; look < 600 && model.waiting() < workers; look++) {
            if (look % 20 == 0) {
                tell("%d of %d workers wait", model.waiting(), workers);
            }
            Thread.sleep(250);
        }
        return model.waiting();
    }

    private static void tell(String format, Object... arguments) {
        Benchmark.tell(format, arguments);
    }
}
