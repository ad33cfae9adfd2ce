package dev.shoal.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
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

    /// What a run over emulators can't show, and why a function may do it all the same.
    private static final Map<String, String> UNSEEN =
            new TreeMap<>(
                    Map.of(
                            "logs:CreateLogStream",
                                    "Lambda writes the logs with the function's role",
                            "logs:PutLogEvents", "the same",
                            "sqs:ReceiveMessage",
                                    "the event source mapping, with the function's role",
                            "sqs:DeleteMessage", "the same",
                            "sqs:GetQueueAttributes", "the same",
                            "secretsmanager:GetSecretValue",
                                    "no secret in this run; see SecretCredentialsTest",
                            "bedrock:InvokeModel", "no emulator of Bedrock"));

    @Inject OneAtATime lambda;
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
        String run = create(160);
        play();
        read(run);
        assertThat(get("/runs/" + run).path("state").asText()).isEqualTo("complete");
        assertThat(Installation.MEASURED)
                .contains(new Metrics.Measure.TaskEnded("landed"))
                .hasAtLeastOneElementOfType(Metrics.Measure.Landed.class)
                .hasAtLeastOneElementOfType(Metrics.Measure.Spent.class);
        exhaust("plan");
        exhaust("work");
        stop();
        giveUp();
        fail();
        outlive();
        Map<String, Set<String>> allowed = new TreeMap<>();
        Map<String, Set<String>> seen = new TreeMap<>();
        for (String function : List.of("api", "plan", "work", "judge", "remote", "sweep")) {
            allowed.put(function, allowed(function));
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

    private static final class Logged extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Logged() {
            setLevel(Level.ALL);
        }

        Collection<String> lines() {
            return lines;
        }

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line.getMessage()).append(Arrays.toString(line.getParameters()));
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static String report(Map<String, Set<String>> permissions) {
        StringBuilder text = new StringBuilder();
        permissions.forEach(
                (function, all) -> all.forEach(one -> text.append(function + " " + one + "\n")));
        return text.toString();
    }

    // What happens.

    private String create(int hours) throws IOException {
        Path bare = Files.createTempDirectory(folder, "upstream").resolve("inkwell.git");
        NewRepository.bare(bare, Path.of("samples/inkwell/repository"), Instant.EPOCH);
        JsonNode created = call("POST", "/runs", body(bare.toUri().toString(), hours));
        assertThat(created.path("id").asText()).as(created.toString()).isNotEmpty();
        return created.path("id").asText();
    }

    private static String body(String repository, int hours) {
        try {
            var body =
                    (ObjectNode)
                            JSON.readTree(Files.readString(Path.of("samples/inkwell/run.json")));
            body.put("repository", repository);
            body.put("goal", "Finish the site.");
            ((ObjectNode) body.path("limits")).put("hours", hours);
            return body.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fail() {
        String run = call("POST", "/runs", body("file:///nowhere/at/all", 1)).path("id").asText();
        play();
        assertThat(get("/runs/" + run).path("state").asText()).isEqualTo("failed");
    }

    /// A run whose hours are over before anybody looks at it.
    private void outlive() throws IOException {
        String run = create(1);
        Installation.moveOn(Duration.ofHours(2));
        as("sweep", lambda::sweep);
        assertThat(get("/runs/" + run).path("state").asText()).isEqualTo("exhausted");
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
            pauseAndResume(AnnouncementCodec.decode(body));
            claim(AnnouncementCodec.decode(body));
        }
        lambda.startCold();
        CallRecorder.running(queue);
    }

    private void pauseAndResume(Announcement said) {
        if (!(said instanceof Announcement.SeedRun)) {
            call("POST", "/runs/" + said.run() + "/pause", "{}");
            call("POST", "/runs/" + said.run() + "/resume", "{}");
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
    private void exhaust(String queue) throws IOException {
        drained = queue;
        String run = create(160);
        play();
        drained = "";
        assertThat(get("/runs/" + run).path("state").asText()).isEqualTo("exhausted");
    }

    private void drain(RunId run) {
        Amount all = new Amount(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        Hold hold = Hold.of(Instant.EPOCH, run.value(), 0);
        ledger.reserve(run, hold, new Ledger.Wanted(all, all));
    }

    private void stop() throws IOException {
        String run = create(160);
        call("POST", "/runs/" + run + "/stop", "{}");
        assertThat(get("/runs/" + run).path("state").asText()).isEqualTo("stopped");
        play();
    }

    /// Queues give up messages about a run that has just begun.
    private void giveUp() throws IOException {
        RunId run = new RunId(create(160));
        lambda.deliver("remote", body -> {});
        lambda.deliver("plan", body -> {});
        dead.loseOneEach(run);
        as("sweep", lambda::sweep);
        call("POST", "/runs/" + run + "/stop", "{}");
        play();
    }

    private void read(String run) {
        get("/runs?limit=2");
        String task = get("/runs/" + run + "/tasks").at("/items/0/id").asText();
        assertThat(task).isNotEmpty();
        get("/runs/" + run + "/tasks/" + task);
        get("/runs/" + run + "/tasks?state=landed");
        get("/runs/" + run + "/plans");
        get("/runs/" + run + "/landings");
        get("/runs/" + run + "/events");
        text("GET", "/runs/" + run + "/transcripts/" + task, "");
    }

    // The API, as the gateway calls it.

    private JsonNode get(String path) {
        return call("GET", path, "");
    }

    private JsonNode call(String method, String path, String body) {
        try {
            return JSON.readTree(text(method, path, body));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " answered no JSON", e);
        }
    }

    private String text(String method, String path, String body) {
        lambda.startCold();
        CallRecorder.running("api");
        APIGatewayV2HTTPResponse response = lambda.api(event(method, path, body));
        CallRecorder.running(CallRecorder.NOBODY);
        assertThat(response.getStatusCode())
                .as(method + " " + path + ": " + response.getBody())
                .isLessThan(300);
        return response.getBody();
    }

    private static APIGatewayV2HTTPEvent event(String method, String path, String body) {
        String[] parts = path.split("\\?", 2);
        var http = RequestContext.Http.builder().withMethod(method).withPath(parts[0]).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(parts[0])
                .withRawQueryString(parts.length == 2 ? parts[1] : "")
                .withHeaders(
                        Map.of(
                                "host", "abc123.execute-api.us-east-1.amazonaws.com",
                                "content-type", "application/json",
                                "authorization", "AWS4-HMAC-SHA256 Credential=AKIA, Signature=0f"))
                .withBody(body.isEmpty() ? null : body)
                .withRequestContext(RequestContext.builder().withHttp(http).build())
                .build();
    }

    private void as(String function, Runnable action) {
        lambda.startCold();
        CallRecorder.running(function);
        action.run();
        CallRecorder.running(CallRecorder.NOBODY);
    }

    // What the template allows.

    private static Set<String> allowed(String function) {
        String role =
                function.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + function.substring(1)
                        + "Role";
        Set<String> allowed = new TreeSet<>();
        for (JsonNode policy : Template.main().properties(role).path("Policies")) {
            for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
                add(statement.has("Fn::If") ? statement.at("/Fn::If/1") : statement, allowed);
            }
        }
        return allowed;
    }

    private static void add(JsonNode statement, Set<String> allowed) {
        JsonNode resources = statement.path("Resource");
        for (JsonNode action : statement.path("Action")) {
            for (JsonNode resource : resources.isArray() ? resources : List.of(resources)) {
                String sid = statement.path("Sid").asText();
                if (!isUnseen(action.asText(), sid)) {
                    allowed.add(action.asText() + " " + name(resource));
                }
            }
        }
    }

    private static boolean isUnseen(String action, String sid) {
        return UNSEEN.containsKey(action) && (!action.startsWith("sqs:") || sid.equals("Source"));
    }

    private static String name(JsonNode resource) {
        if (resource.has("Fn::GetAtt")) {
            return resource.path("Fn::GetAtt").asText().replace(".Arn", "");
        }
        if (resource.has("Fn::Sub")) {
            return resource.path("Fn::Sub").asText().replaceAll("\\$\\{(\\w+)\\.Arn}", "$1");
        }
        return resource.has("Fn::If") ? name(resource.at("/Fn::If/2")) : resource.toString();
    }
}
