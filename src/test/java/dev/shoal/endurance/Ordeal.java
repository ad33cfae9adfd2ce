package dev.shoal.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One run from its request to its end, with all that is done to it on the way.
final class Ordeal implements AutoCloseable {
    static final String TARGET = "shoal/endurance";
    private static final String MODEL = "openai/endurance";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(5);
    private static final Duration MIRRORING = Duration.ofMinutes(2);
    private static final Set<String> GOING_ON = Set.of("", "seeding", "running", "paused");

    private final Settings settings;
    private final Consumer<String> progress;
    private final Client client = new Client();
    private final List<Life> lives = new ArrayList<>();
    private final Git upstream;
    private final Somebody somebody;
    private final ModelServer model;
    private Victim server;
    private String run = "";
    private Instant told = Instant.EPOCH;

    /// Not in the last cycle: what is pushed just before the end may come too late to be taken in.
    private boolean mayPush;

    /// How many tasks have ended, and had when the server began to live. It is not killed before it
    /// has done something, however slow the machine is.
    private long ended;

    private long endedBefore;

    private int cycle;

    /// One life of the server. `end` is when it was killed, which it was if `killed` says so; the
    /// last one has not ended.
    record Life(Duration start, List<Sample> rss, Instant end, boolean killed) {}

    /// Memory in megabytes that the server had during a cycle of the run.
    record Sample(int cycle, long rss) {}

    /// What the audit looks at.
    record Outcome(
            Victim server,
            String run,
            List<Life> lives,
            Git upstream,
            List<String> byHand,
            ModelServer model,
            Duration wall) {}

    Ordeal(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        Path folder = settings.place().folder();
        Workload workload = new Workload(settings.size().tasks(), settings.size().cycles());
        Git hand = Git.init(folder.resolve("hand"));
        upstream = Git.init(folder.resolve("upstream.git"), "--bare");
        begin(hand, workload);
        somebody = new Somebody(hand, TARGET);
        model =
                new ModelServer(
                        new Player(workload, settings.invocation().dividedBy(8)),
                        new Random(settings.place().seed()),
                        settings.trouble().misbehave());
        server = born();
    }

    private void begin(Git hand, Workload workload) {
        hand.write("README.md", "A repository for an endurance run.\n");
        for (int shelf = 0; shelf < workload.shelves(); shelf++) {
            hand.write(Workload.shared(shelf), "begin\nend\n");
        }
        hand.must("add", ".");
        hand.must("commit", "-q", "-m", "Begin");
        hand.must("remote", "add", "origin", upstream.folder().toString());
        hand.must("push", "-q", "origin", "main");
    }

    private Victim born() {
        Path folder = settings.place().folder();
        Victim victim =
                Victim.start(
                        settings.place().home(),
                        folder.resolve("data"),
                        environment(),
                        folder.resolve("server.log").toFile());
        lives.add(new Life(victim.start(), new ArrayList<>(), Instant.MAX, false));
        return victim;
    }

    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        for (String role : List.of("PLANNER", "WORKER", "JUDGE")) {
            all.put("SHOAL_MODELS_" + role, MODEL);
        }
        all.put("OPENAI_BASE_URL", model.uri().toString());
        all.put("OPENAI_API_KEY", "none");
        all.put("SHOAL_WORKERS", Integer.toString(settings.size().workers()));
        all.put("SHOAL_INVOCATION", settings.invocation().toString());
        all.put("SHOAL_SWEEP", "PT10S");
        String price = "-Dshoal.prices.\"%s\".%s=%s";
        all.put(
                "SHOAL_JAVA_OPTS",
                price.formatted(MODEL, "input", "0.25")
                        + " "
                        + price.formatted(MODEL, "output", "2"));
        return all;
    }

    /// Follows the run to its end, whatever that is, or until the limit of time.
    Outcome endure() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        run = client.post(server.uri(), request(), UUID.randomUUID().toString());
        Instant kill = begun.plus(settings.trouble().killEvery());
        Instant push = begun.plus(settings.trouble().pushEvery());
        String state = "";
        while (GOING_ON.contains(state)
                && Instant.now().isBefore(begun.plus(settings.place().limit()))) {
            Thread.sleep(LOOK);
            state = look(begun);
            if (mayPush && isDue(push, settings.trouble().pushEvery())) {
                somebody.push();
                push = Instant.now().plus(settings.trouble().pushEvery());
            }
            if (GOING_ON.contains(state)
                    && lives.size() <= settings.trouble().kills()
                    && ended > endedBefore
                    && isDue(kill, settings.trouble().killEvery())) {
                reborn();
                kill = Instant.now().plus(settings.trouble().killEvery());
            }
        }
        Duration wall = Duration.between(begun, Instant.now());
        awaitMirror();
        return new Outcome(
                server, run, List.copyOf(lives), upstream, somebody.pushed(), model, wall);
    }

    private static boolean isDue(Instant when, Duration every) {
        return every.isPositive() && Instant.now().isAfter(when);
    }

    private void reborn() {
        boolean killed = server.kill();
        endedBefore = ended;
        Life over = lives.removeLast();
        lives.add(new Life(over.start(), over.rss(), Instant.now(), killed));
        server = born();
    }

    /// The run's state, or "" if the server does not tell.
    private String look(Instant begun) throws InterruptedException {
        server.rss().ifPresent(rss -> lives.getLast().rss().add(new Sample(cycle, rss)));
        if (!server.isAlive()) {
            progress.accept("the server died by itself");
            reborn();
        }
        try {
            JsonNode seen = client.get(server.uri(), "/runs/" + run);
            tell(begun, seen);
            ended =
                    Stream.of("landed", "done", "failed")
                            .mapToLong(how -> seen.path("tasks").path(how).asLong())
                            .sum();
            cycle = seen.path("cycle").asInt();
            mayPush = cycle < settings.size().cycles();
            return seen.path("state").asText();
        } catch (IOException e) {
            progress.accept("no answer: " + e.getMessage());
            return "";
        }
    }

    private void tell(Instant begun, JsonNode seen) {
        Instant now = Instant.now();
        if (now.isBefore(told.plus(TELL))) {
            return;
        }
        told = now;
        progress.accept(
                "%4d s  %s, cycle %s, tasks %s, plans %s, conflicts %s, mirrored %s, lives %d"
                        .formatted(
                                Duration.between(begun, now).toSeconds(),
                                seen.path("state").asText(),
                                seen.path("cycle"),
                                seen.path("tasks"),
                                seen.path("plans"),
                                seen.path("conflicts"),
                                seen.path("trunk").path("mirrored"),
                                lives.size()));
    }

    private void awaitMirror() throws IOException, InterruptedException {
        Instant patience = Instant.now().plus(MIRRORING);
        JsonNode trunk;
        do {
            Thread.sleep(LOOK);
            trunk = client.get(server.uri(), "/runs/" + run).path("trunk");
        } while (trunk.path("mirrored").asLong() < trunk.path("position").asLong()
                && Instant.now().isBefore(patience));
    }

    private JsonNode request() {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("repository", upstream.folder().toUri().toString());
        body.put("branch", "main").put("target", TARGET);
        body.put("goal", "Do all of your tasks.");
        body.putObject("limits")
                .put("cycles", settings.size().cycles())
                .put("tasks", settings.size().tasks() * 4)
                .put("depth", 4)
                .put("rounds", 500)
                .put("attempts", 50)
                .put("legs", 200)
                .put("turns", 1_000)
                .put("tokens", 1_000_000_000_000L)
                .put("usd", 1_000_000.0)
                .put("hours", 24);
        return body;
    }

    @Override
    public void close() {
        server.close();
        model.close();
    }
}
