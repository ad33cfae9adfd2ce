package dev.shoal.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks at what an ordeal has left: in the API, in the bare upstream, in the transcripts.
final class Audit {
    /// Megabytes.
    private static final long MOST = 1_600;

    private static final long SMALL = 700;

    /// As many tasks as are sure to meet some conflict.
    private static final int MANY = 200;

    private static final Set<String> OVER = Set.of("landed", "done", "failed");

    private final Settings settings;
    private final Ordeal.Outcome outcome;
    private final Client client = new Client();
    private final JsonNode run;
    private final List<JsonNode> tasks;
    private final Branch branch;
    private final Spending spending;

    Audit(Settings settings, Ordeal.Outcome outcome) throws IOException, InterruptedException {
        this.settings = settings;
        this.outcome = outcome;
        this.run = client.get(outcome.server().uri(), path(""));
        this.tasks = client.all(outcome.server().uri(), path("/tasks"), "cursor");
        this.branch = new Branch(outcome.upstream());
        this.spending = transcripts();
    }

    private String path(String rest) {
        return "/runs/" + outcome.run() + rest;
    }

    List<Check> checks() {
        List<Check> all = new ArrayList<>();
        all.add(Check.same("the run is", "complete", run.path("state").asText()));
        all.add(Check.same("cycles", settings.size().cycles(), run.path("cycle").asInt()));
        all.addAll(stuck());
        all.addAll(commits());
        all.addAll(content());
        all.addAll(spending());
        all.addAll(memory());
        all.addAll(kills());
        all.add(conflicts());
        return all;
    }

    private List<Check> stuck() {
        return Stream.of("ready", "claimed", "waiting")
                .flatMap(
                        state ->
                                Stream.of("tasks", "plans")
                                        .filter(what -> run.path(what).has(state))
                                        .map(
                                                what ->
                                                        Check.same(
                                                                what + " left " + state,
                                                                0L,
                                                                run.path(what)
                                                                        .path(state)
                                                                        .asLong())))
                .toList();
    }

    private List<Check> commits() {
        Map<String, Integer> wanted = new TreeMap<>();
        tasks.stream()
                .filter(t -> t.path("state").asText().equals("landed"))
                .forEach(t -> wanted.put(t.path("id").asText(), 1));
        Map<String, Integer> found = branch.byTask(outcome.run());
        return List.of(
                Check.that(
                        "one commit with its trailers for each landed task, and no other",
                        wanted.equals(found),
                        "%d tasks landed, %d commits name %d tasks"
                                .formatted(
                                        wanted.size(),
                                        found.values().stream().mapToInt(n -> n).sum(),
                                        found.size())),
                Check.same(
                        "the run counts as many landed tasks",
                        (long) wanted.size(),
                        run.path("tasks").path("landed").asLong()),
                Check.same(
                        "commits that are nobody's", List.of(), branch.strangers(outcome.byHand())),
                Check.same(
                        "merges of anything but somebody's push",
                        List.of(),
                        branch.merges(outcome.byHand())),
                Check.same(
                        "upstream has the trunk's end",
                        run.path("trunk").path("commit").asText(),
                        branch.tip()));
    }

    private List<Check> content() {
        List<Integer> missing = branch.missing(settings.size().tasks());
        List<String> lost = outcome.byHand().stream().filter(c -> !branch.has(c)).toList();
        Git.Said fsck = branch.fsck();
        boolean handed = true;
        for (int n = 1; n <= outcome.byHand().size(); n++) {
            handed &= branch.holds(Somebody.path(n));
        }
        return List.of(
                Check.same("tasks whose change is not in the tree", List.of(), missing),
                Check.same("files that nobody asked for", List.of(), branch.unwanted()),
                Check.same("somebody's pushes that were lost", List.of(), lost),
                Check.that(
                        "the files that somebody pushed are in the tree",
                        handed,
                        outcome.byHand().size() + " pushes"),
                Check.that(
                        "git fsck --strict finds nothing",
                        fsck.code() == 0 && fsck.text().isBlank(),
                        fsck.text().isBlank() ? "clean" : fsck.text()));
    }

    private List<Check> spending() {
        JsonNode limits = run.path("limits");
        return List.of(
                spending.against(spent()),
                Check.that(
                        "spending is within the limits",
                        spent() <= limits.path("tokens").asLong()
                                && usd() <= limits.path("usd").asDouble(),
                        "%d of %d tokens, %.2f usd; %s"
                                .formatted(
                                        spent(),
                                        limits.path("tokens").asLong(),
                                        usd(),
                                        spending.crashed())));
    }

    private long spent() {
        JsonNode spent = run.path("spent");
        return spent.path("inputTokens").asLong() + spent.path("outputTokens").asLong();
    }

    private double usd() {
        return run.path("spent").path("usd").asDouble();
    }

    private Spending transcripts() throws IOException, InterruptedException {
        List<Instant> kills =
                outcome.lives().stream()
                        .map(Ordeal.Life::end)
                        .filter(end -> end.isBefore(Instant.MAX))
                        .toList();
        Spending all = new Spending(kills);
        for (String subject : subjects()) {
            all.add(subject, client.transcript(outcome.server().uri(), outcome.run(), subject));
        }
        return all;
    }

    private List<String> subjects() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        tasks.forEach(t -> all.add(t.path("id").asText()));
        client.all(outcome.server().uri(), path("/plans"), "cursor")
                .forEach(p -> all.add(p.path("id").asText()));
        for (int cycle = 1; cycle <= run.path("cycle").asInt(); cycle++) {
            all.add("c" + cycle);
        }
        return all;
    }

    /// Of those that were asked for, as far as there was time: the server is left alone until it
    /// has done something, and a start takes a while.
    private List<Check> kills() {
        Settings.Trouble trouble = settings.trouble();
        long every = Math.max(1, trouble.killEvery().toMillis());
        long expected =
                trouble.killEvery().isZero()
                        ? 0
                        : Math.min(trouble.kills(), outcome.wall().toMillis() / every / 3);
        return List.of(
                Check.that(
                        "the server was killed by SIGKILL",
                        killed() >= expected,
                        "%d times, at least %d wanted".formatted(killed(), expected)),
                Check.same(
                        "times that it died of anything else",
                        0L,
                        outcome.lives().size() - 1 - killed()));
    }

    private long killed() {
        return outcome.lives().stream().filter(Ordeal.Life::killed).count();
    }

    /// Small runs may happen to have none.
    private Check conflicts() {
        long settled = run.path("conflicts").asLong();
        return Check.that(
                "conflicts were settled", settled > 0 || settings.size().tasks() < MANY, settled);
    }

    /// Whatever grows with the age of a run shows in a later cycle, whose lives began anew. What is
    /// small anyway may grow a little.
    private List<Check> memory() {
        long first = median(1);
        long last = median(settings.size().cycles());
        long most = samples().mapToLong(Ordeal.Sample::rss).max().orElse(0);
        return List.of(
                Check.that(
                        "memory does not grow (median of the first and the last cycle)",
                        last <= Math.max(first * 1.25, SMALL),
                        "%d MB, %d MB".formatted(first, last)),
                Check.that("memory never exceeds " + MOST + " MB", most <= MOST, most + " MB"));
    }

    private Stream<Ordeal.Sample> samples() {
        return outcome.lives().stream().flatMap(life -> life.rss().stream());
    }

    private long median(int cycle) {
        long[] all =
                samples()
                        .filter(sample -> sample.cycle() == cycle)
                        .mapToLong(Ordeal.Sample::rss)
                        .sorted()
                        .toArray();
        return all.length == 0 ? 0 : all[all.length / 2];
    }

    /// What is worth knowing beside the checks.
    List<String> notes() {
        return List.of(
                "tasks " + run.path("tasks") + ", plans " + run.path("plans"),
                "model calls %d, of which went wrong %s"
                        .formatted(outcome.model().calls(), outcome.model().mischief()));
    }

    Figures figures() {
        long ended = tasks.stream().filter(t -> OVER.contains(t.path("state").asText())).count();
        double seconds = Math.max(1, outcome.wall().toMillis()) / 1000.0;
        return new Figures()
                .add("tasks", tasks.size())
                .add("tasks ended", ended)
                .add(
                        "commits",
                        branch.byTask(outcome.run()).values().stream().mapToInt(n -> n).sum())
                .add("cycles", run.path("cycle").asInt())
                .add("SIGKILLs", killed())
                .add("slowest start, ms", slowestStart())
                .add(
                        "legs of tasks",
                        tasks.stream().mapToLong(t -> 1 + t.path("leg").asLong()).sum())
                .add("attempts lost", tasks.stream().mapToLong(Audit::lost).sum())
                .add("legs of agents that ended", spending.sessions())
                .add("conflicts settled", run.path("conflicts").asLong())
                .add("tokens spent", spent())
                .add("tokens in transcripts", spending.ended())
                .add("usd", "%.2f".formatted(usd()))
                .add("RSS first cycle, MB", median(1))
                .add("RSS last cycle, MB", median(settings.size().cycles()))
                .add("wall time, s", Math.round(seconds))
                .add("tasks/s", "%.2f".formatted(ended / seconds));
    }

    private static long lost(JsonNode task) {
        return Math.max(0, task.path("attempt").asLong() - 1);
    }

    private long slowestStart() {
        return outcome.lives().stream().mapToLong(life -> life.start().toMillis()).max().orElse(0);
    }
}
