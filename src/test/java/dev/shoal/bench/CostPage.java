package dev.shoal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.infra.Installation;
import dev.shoal.infra.Template;
import dev.shoal.local.OneAtATime;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Goal;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.Runs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes infra/cost.md from a run whose calls are counted: `make cost`.
@QuarkusTest
@TestProfile(CostPage.Metered.class)
class CostPage {

    static final int TASKS = 300;
    private static final int FILES = 1_000;

    /// Workers at once: as in the table, and what the template allows if nothing else is said.
    private static final int FEW = 20;

    private static final int MANY = 100;
    private static final double MINUTES = 60.0 * 24 * 30;
    private static final int QUEUES = 4;

    /// Believed, not documented: pollers that an idle event source mapping keeps, each of which
    /// asks three times a minute.
    private static final double EMPTY_RECEIVES = 5 * 3 * MINUTES;

    @Inject OneAtATime lambda;
    @Inject Runs runs;
    @Inject Announcements announcements;
    @Inject InstantSource clock;

    @TempDir Path folder;
    private final Map<String, Integer> invocations = new TreeMap<>();

    public static final class Metered extends Installation.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Map<String, String> all = new HashMap<>(super.getConfigOverrides());
                for (String service : List.of("dynamodb", "sqs", "s3")) {
                    all.put("quarkus." + service + ".interceptors", CostMeter.class.getName());
                }
                StubModel model = new StubModel(TASKS, Duration.ZERO, false);
                all.put("shoal.providers.openai.base-url", model.uri().toString());
                return all;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void writeThePage() throws IOException {
        Map<String, Double> before = CostMeter.calls();
        Map<String, Double> unitsBefore = CostMeter.units();
        play();
        Map<String, Double> calls = minus(CostMeter.calls(), before);
        Map<String, Double> units = minus(CostMeter.units(), unitsBefore);
        Bill tasks = tasks(calls, units, FEW);
        Bill many = tasks(calls, units, MANY);
        Bill idle = idle();
        Files.writeString(Path.of("infra/cost.md"), page(calls, tasks, many, idle));
        System.out.println(tasks.table() + System.lineSeparator() + idle.table());
        assertThat(tasks.total()).isPositive();
    }

    private void play() throws IOException {
        Path bare = folder.resolve("sample.git");
        SampleRepository.create(bare, FILES).close();
        RunId run = new RunId("cost");
        var stub = new ModelName("openai", "stub");
        var source = new Goal.Source(bare.toUri(), Optional.empty(), "shoal/cost");
        var goal =
                new Goal(
                        "Change everything.",
                        source,
                        Optional.empty(),
                        new Models(stub, stub, stub),
                        Limits.DEFAULT);
        runs.create(Run.asked(run, clock.instant(), goal));
        announcements.send(new Announcement.SeedRun(run));
        boolean busy = true;
        while (busy) {
            busy = false;
            for (String queue : List.of("remote", "plan", "work", "judge")) {
                while (lambda.deliver(queue, body -> {})) {
                    invocations.merge(queue, 1, Integer::sum);
                    busy = true;
                }
            }
        }
        assertThat(runs.progress(run).landed()).isEqualTo(TASKS);
    }

    /// Scaled to 1,000 tasks. In this process everybody has everything that has landed; on Lambda
    /// each container fetches each landing's pack, so `workers` of them fetch it as often.
    private Bill tasks(Map<String, Double> calls, Map<String, Double> units, int workers) {
        double scale = 1000.0 / TASKS;
        double messages = invocations.values().stream().mapToInt(Integer::intValue).sum();
        double sent = calls.getOrDefault("Sqs.SendMessage", 0.0);
        double writes = 0;
        double reads = 0;
        for (Map.Entry<String, Double> unit : units.entrySet()) {
            boolean isRead = unit.getKey().matches(".*(Get|Query).*");
            writes += isRead ? 0 : unit.getValue();
            reads += isRead ? unit.getValue() : 0;
        }
        return Bill.empty()
                .with("DynamoDB write units (transactions double)", writes * scale, Bill.WRITE_UNIT)
                .with("DynamoDB read units", reads * scale, Bill.READ_UNIT)
                .with("SQS: sent", sent * scale, Bill.SQS_REQUEST)
                .with("SQS: received and deleted", 2 * messages * scale, Bill.SQS_REQUEST)
                .with("S3: PUT, LIST", count(calls, "S3.(Put|List).*") * scale, Bill.S3_WRITE)
                .with(
                        "S3: GET, by each of %d containers for each landing".formatted(workers),
                        count(calls, "S3.(Get|Head).*") * scale + 1000.0 * workers,
                        Bill.S3_READ)
                .with("Lambda requests", messages * scale, Bill.LAMBDA_REQUEST);
    }

    private Bill idle() {
        double alarms = alarmMetrics();
        return Bill.empty()
                .with(
                        "SQS: empty receives of %d event source mappings".formatted(QUEUES),
                        QUEUES * EMPTY_RECEIVES,
                        Bill.SQS_REQUEST,
                        Bill.MILLION)
                .with("Lambda requests of the sweep", MINUTES, Bill.LAMBDA_REQUEST, Bill.MILLION)
                .with(
                        "Lambda GB-seconds of the sweep (512 MB, 100 ms)",
                        MINUTES * 0.1 * 0.5,
                        Bill.LAMBDA_GB_SECOND,
                        400_000)
                .with(
                        "DynamoDB read units of the sweep (one query, nothing live)",
                        MINUTES,
                        Bill.READ_UNIT)
                .with("Alarms, by metric (`Alarms=basic`)", alarms, 0.10, 10)
                .with("Log storage, GB", 0.01, 0.03, 5)
                .with("DynamoDB and S3 storage, GB", 0.1, 0.25, 25);
    }

    /// As many as the template has if nothing else is asked for.
    private static int alarmMetrics() {
        Template template = Template.main();
        return template.resourcesOfType("AWS::CloudWatch::Alarm").stream()
                .filter(a -> template.resource(a).path("Condition").asText().equals("HasAlarms"))
                .mapToInt(
                        alarm ->
                                (int)
                                        template.properties(alarm)
                                                .path("Metrics")
                                                .valueStream()
                                                .filter(m -> m.has("MetricStat"))
                                                .count())
                .sum();
    }

    private static double count(Map<String, Double> calls, String pattern) {
        return calls.entrySet().stream()
                .filter(call -> call.getKey().matches(pattern))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Double> minus(Map<String, Double> all, Map<String, Double> before) {
        Map<String, Double> rest = new TreeMap<>();
        all.forEach((name, count) -> rest.put(name, count - before.getOrDefault(name, 0.0)));
        rest.values().removeIf(count -> count == 0);
        return rest;
    }

    private String page(Map<String, Double> calls, Bill tasks, Bill many, Bill idle) {
        StringBuilder text = new StringBuilder(CostWords.HEAD.formatted(TASKS, FILES));
        text.append(tasks.table());
        text.append(String.format(Locale.ROOT, CostWords.MANY, MANY, many.total()));
        text.append(CostWords.CALLS);
        calls.forEach(
                (call, count) ->
                        text.append(
                                String.format(
                                        Locale.ROOT, "| %s | %.2f |%n", call, count / TASKS)));
        text.append(CostWords.IDLE).append(idle.table()).append(CostWords.END);
        return text.toString();
    }
}
