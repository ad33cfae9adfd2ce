package dev.shoal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// `make bench`, `make bench NAME=throughput`, `make bench QUICK=1`. Tables go to standard output,
/// the same as CSV to `target/bench`, progress to standard error.
public final class Bench {

    private static final List<Benchmark> ALL =
            List.of(
                    new StartBench(),
                    new MergeBench(),
                    new ThroughputBench(),
                    new MemoryBench(),
                    new StopBench(),
                    new LandingBench(),
                    new SweepBench());

    private Bench() {}

    /// The names of those to run, all if none.
    public static void main(String... names) throws Exception {
        Path root = Path.of(System.getProperty("app.home", "."));
        boolean quick = Boolean.getBoolean("bench.quick");
        List<String> wanted = names.length == 0 ? known() : Arrays.asList(names);
        if (!known().containsAll(wanted)) {
            System.err.println("error: no such benchmark; there are " + known());
            System.exit(2);
        }
        System.out.println(machine() + (quick ? "; QUICK: figures not to be quoted" : ""));
        for (Benchmark benchmark : ALL) {
            if (wanted.contains(benchmark.name())) {
                measure(benchmark, root, quick);
            }
        }
        System.exit(0);
    }

    private static List<String> known() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    private static void measure(Benchmark benchmark, Path root, boolean quick) throws Exception {
        System.err.println(benchmark.name());
        Path folder = Files.createTempDirectory("shoal-bench-");
        try {
            Report report = benchmark.run(new Benchmark.Setting(root, folder, quick));
            System.out.print(report.text());
            Path csv = report.csv(root.resolve("target/bench"), machine());
            Benchmark.tell("also in %s", root.relativize(csv));
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String machine() {
        return "%s UTC, %d cores (%s), %s, JDK %s"
                .formatted(
                        LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name"),
                        System.getProperty("java.version"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
