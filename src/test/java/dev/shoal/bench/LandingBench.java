package dev.shoal.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Shoal's trunk, the same trunk without the land train, and git against one bare repository, with
/// the same number of contenders and the same latency.
final class LandingBench implements Benchmark {

    static final int FILES = 100;

    @Override
    public String name() {
        return "landing";
    }

    @Override
    public Report run(Setting setting) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (int contenders : setting.quick() ? List.of(8, 32) : List.of(1, 8, 32, 128, 256)) {
            for (int millis : setting.quick() ? List.of(50) : List.of(0, 50, 100)) {
                rows.add(
                        row("Shoal", contenders, millis, shoal(setting, contenders, millis, true)));
                rows.add(
                        row(
                                "no train",
                                contenders,
                                millis,
                                shoal(setting, contenders, millis, false)));
                rows.add(row("git", contenders, millis, git(setting, contenders, millis)));
            }
        }
        return new Report(
                name(),
                "%d files, %d s each; Shoal on its real adapters over emulators in memory, all calls delayed, git objects"
                                .formatted(FILES, seconds(setting))
                        + " shared as in local mode; git: one delay for fetch, one for push; target at 256 and 50 ms: 20"
                        + " landings/s, <= 0.2 retries, min/mean >= 0.33",
                List.of(
                        "how",
                        "contenders",
                        "round trip, ms",
                        "landings/s",
                        "retries per landing",
                        "min/mean",
                        "p95, ms"),
                rows);
    }

    private static List<String> row(String how, int contenders, int millis, List<String> figures) {
        List<String> row =
                Stream.concat(Stream.of(how, "" + contenders, "" + millis), figures.stream())
                        .toList();
        Benchmark.tell("%s", String.join("  ", row));
        return row;
    }

    private static int seconds(Setting setting) {
        return setting.either(15, 5);
    }

    private static Contest contest(Setting setting) {
        return new Contest(Duration.ofSeconds(seconds(setting)));
    }

    private static List<String> shoal(Setting setting, int contenders, int millis, boolean train)
            throws Exception {
        Path folder = setting.folder().resolve("%d-%d-%b".formatted(contenders, millis, train));
        int tasks = Math.max(contenders * 2, setting.either(600, 100));
        TrunkContest trunk = new TrunkContest(folder, tasks, Duration.ofMillis(millis));
        return contest(setting)
                .run(
                        IntStream.range(0, contenders)
                                .mapToObj(i -> train ? trunk.together() : trunk.alone())
                                .toList());
    }

    private static List<String> git(Setting setting, int contenders, int millis) throws Exception {
        Path folder = setting.folder().resolve("git-%d-%d".formatted(contenders, millis));
        SampleRepository.create(folder.resolve("upstream.git"), FILES).close();
        List<Contest.Contender> all = new ArrayList<>();
        for (int i = 0; i < contenders; i++) {
            all.add(GitContender.cloned(folder, "c" + i, Duration.ofMillis(millis)));
        }
        return contest(setting).run(all);
    }
}
