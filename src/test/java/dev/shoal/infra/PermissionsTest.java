package dev.shoal.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.aws.CallRecorder;
import dev.shoal.judge.Cycles;
import dev.shoal.local.OneAtATime;
import dev.shoal.plan.Plans;
import dev.shoal.remote.NewRepository;
import dev.shoal.run.Amount;
import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.Hold;
import dev.shoal.run.Lease;
import dev.shoal.run.Ledger;
import dev.shoal.run.Metrics;
import dev.shoal.run.RunId;
import dev.shoal.work.Tasks;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each function may do what it was seen to do in a whole run, no more and no less.
@QuarkusTest
@TestProfile(Installation.Profile.class)
class PermissionsTest {

    private static final Logger LOG = Logger.getLogger(PermissionsTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUEUES = List.of("remote", "plan", "work", "judge");
    private static final int MOST_STEPS = 600;
    private static final Duration OVERDUE = Duration.ofMinutes(20);

    @Inject OneAtATime lambda;
    @Inject Gateway api;
    @Inject Tasks tasks;
    @Inject Plans plans;
    @Inject Cycles cycles;
    @Inject Ledger ledger;
    @Inject InstantSource clock;
    @Inject DeadQueues dead;

    @TempDir Path folder;
    private final Logged logged = new Logged();
    private final Set<String> contested = new HashSet<>();
    private String drained = "";

    @Test
    void eachFunctionMayDoWhatItWasSeenToDo() throws IOException {
        String run = exhaust("plan", 1);
        raise(run, "{\"tokens\": 4000000, \"usd\": 2}");
        assertThat(api.state(run)).as("its only cycle is over").isEqualTo("exhausted");
        raise(run, "{\"cycles\": 4}");
        assertThat(api.state(run)).isEqualTo("complete");
        read(run);
        assertThat(Installation.MEASURED)
                .contains(new Metrics.Measure.TaskEnded("landed"))
                .hasAtLeastOneElementOfType(Metrics.Measure.Landed.class)
                .hasAtLeastOneElementOfType(Metrics.Measure.Spent.class);
        exhaust("work", 4);
        stop();
        giveUp();
        fail();
        outlive();
        Map<String, Set<String>> allowed = new TreeMap<>();
        Map<String, Set<String>> seen = new TreeMap<>();
        for (String function : List.of("api", "plan", "work", "judge", "remote", "sweep")) {
            allowed.put(function, Allowance.of(function));
            seen.put(function, CallRecorder.seen(function));
        }
        assertThat(report(allowed)).isEqualTo(report(seen));
    }

    /// Whatever was logged by the end of the test, at a level below the usual one.
    @AfterEach
    void noSecretWasLogged() {
        LOG.debug("the last line");
        LogManager.getLogManager().getLogger("").removeHandler(logged);
        assertThat(logged.lines()).anyMatch(line -> line.contains("the last line"));
        assertThat(logged.lines()).noneMatch(line -> line.contains(Installation.SECRET));
    }

    @BeforeEach
    void listen() {
        LogManager.getLogManager().getLogger("").addHandler(logged);
    }

    private static String report(Map<String, Set<String>> permissions) {
        StringBuilder text = new StringBuilder();
        permissions.forEach(
                (function, all) -> all.forEach(one -> text.append(function + " " + one + "\n")));
        return text.toString();
    }

    // What happens.

    private String create(String limit, int value) throws IOException {
        Path bare = Files.createTempDirectory(folder, "upstream").resolve("inkwell.git");
        NewRepository.bare(bare, Path.of("samples/inkwell/repository"), Instant.EPOCH);
        JsonNode created = api.post("/runs", body(bare.toUri().toString(), limit, value));
        assertThat(created.path("id").asText()).as(created.toString()).isNotEmpty();
        return created.path("id").asText();
    }

    private static String body(String repository, String limit, int value) {
        try {
            var body =
                    (ObjectNode)
                            JSON.readTree(Files.readString(Path.of("samples/inkwell/run.json")));
            body.put("repository", repository);
            body.put("goal", "Finish the site.");
            ((ObjectNode) body.path("limits")).put("hours", 160).put(limit, value);
            return body.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fail() {
        String run =
                api.post("/runs", body("file:///nowhere/at/all", "hours", 1)).path("id").asText();
        play();
        assertThat(api.state(run)).isEqualTo("failed");
    }

    /// A run whose hours are over before anybody looks at it.
    private void outlive() throws IOException {
        String run = create("hours", 1);
        Installation.moveOn(Duration.ofHours(2));
        as("sweep", lambda::sweep);
        assertThat(api.state(run)).isEqualTo("exhausted");
    }

    /// Until nothing is left to do.
    private void play() {
        int idle = 0;
        for (int step = 0; step < MOST_STEPS && idle < 3; step++) {
            boolean busy = false;
            for (String queue : QUEUES) {
                busy |= lambda.deliver(queue, body -> arrives(queue, body));
            }
            idle = busy ? 0 : idle + 1;
            if (!busy) {
                Installation.moveOn(OVERDUE);
                as("sweep", lambda::sweep);
            }
        }
    }

    /// Before the first message of each queue is handled the sweep comes late, the run is paused
    /// and resumed, and somebody else holds the claim.
    private void arrives(String queue, String body) {
        CallRecorder.running(CallRecorder.NOBODY);
        if (body.isEmpty()) {
            return;
        }
        if (queue.equals(drained)) {
            drain(AnnouncementCodec.decode(body).run());
        } else if (contested.add(queue)) {
            Installation.moveOn(OVERDUE);
            as("sweep", lambda::sweep);
            steer(AnnouncementCodec.decode(body));
            claim(AnnouncementCodec.decode(body));
        }
        lambda.startCold();
        CallRecorder.running(queue);
    }

    /// Whatever a person can do to a run that goes on.
    private void steer(Announcement said) {
        if (!(said instanceof Announcement.SeedRun)) {
            String run = "/runs/" + said.run();
            api.post(run + "/pause", "{}");
            api.post(run + "/guidance", "{\"text\": \"Keep the pages small.\"}");
            api.call("PATCH", run + "/limits", "{\"turns\": 150, \"usd\": 1.5}");
            api.post(run + "/resume", "{}");
        }
    }

    private void claim(Announcement said) {
        Lease lease = new Lease("somebody", clock.instant().plusSeconds(1));
        switch (said) {
            case Announcement.RunPlan(var run, var plan) ->
                    plans.claim(run, plan, lease, clock.instant());
            case Announcement.RunTask(var run, var task) ->
                    tasks.claim(run, task, lease, clock.instant());
            case Announcement.JudgeCycle(var run, var cycle) ->
                    cycles.claim(run, cycle, lease, clock.instant());
            case Announcement.SeedRun seed -> {}
            case Announcement.MirrorTrunk mirror -> {}
        }
    }

    /// A run whose allowance is used up when the function of this queue first gets something to do.
    private String exhaust(String queue, int cycles) throws IOException {
        drained = queue;
        String run = create("cycles", cycles);
        play();
        drained = "";
        assertThat(api.state(run)).isEqualTo("exhausted");
        return run;
    }

    private void raise(String run, String limits) {
        api.call("PATCH", "/runs/" + run + "/limits", limits);
        api.post("/runs/" + run + "/resume", "{}");
        play();
    }

    private void drain(RunId run) {
        Amount all = new Amount(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        Hold hold = Hold.of(Instant.EPOCH, run.value(), 0);
        ledger.reserve(run, hold, new Ledger.Wanted(all, all));
    }

    private void stop() throws IOException {
        String run = create("hours", 160);
        api.post("/runs/" + run + "/stop", "{}");
        assertThat(api.state(run)).isEqualTo("stopped");
        play();
    }

    /// Queues give up all that the first cycle of a run has; the judge goes on with another.
    private void giveUp() throws IOException {
        RunId run = begun();
        lambda.deliver("plan", body -> {});
        dead.loseWork(run);
        as("sweep", lambda::sweep);
        assertThat(api.text("GET", "/runs/" + run + "/events", "")).contains("mirror.dropped");
        play();
        assertThat(api.get("/runs/" + run).path("cycle").asInt()).isGreaterThan(1);
        RunId unjudged = begun();
        dead.loseJudge(unjudged);
        RunId unseeded = new RunId(create("hours", 160));
        dead.loseSeed(unseeded);
        as("sweep", lambda::sweep);
        assertThat(api.state(unseeded.value())).isEqualTo("failed");
        api.post("/runs/" + unjudged + "/stop", "{}");
        play();
    }

    private RunId begun() throws IOException {
        RunId run = new RunId(create("hours", 160));
        lambda.deliver("remote", body -> {});
        return run;
    }

    private void read(String run) {
        api.get("/health");
        api.get("/runs?limit=2");
        String task = api.get("/runs/" + run + "/tasks").at("/items/0/id").asText();
        assertThat(task).isNotEmpty();
        api.get("/runs/" + run + "/tasks/" + task);
        api.get("/runs/" + run + "/tasks?state=landed");
        api.get("/runs/" + run + "/plans");
        api.get("/runs/" + run + "/landings?after=2");
        api.get("/runs/" + run + "/events");
        api.text("GET", "/runs/" + run + "/transcripts/" + task, "");
    }

    private void as(String function, Runnable action) {
        lambda.startCold();
        CallRecorder.running(function);
        action.run();
        CallRecorder.running(CallRecorder.NOBODY);
    }
}
