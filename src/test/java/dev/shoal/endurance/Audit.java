package dev.shoal.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks at what an ordeal has left: in the API, in the bare upstream, in the transcripts.
final class Audit {
    private final Settings settings;
    private final Ordeal.Outcome outcome;
    private final Client client = new Client();
    private final JsonNode run;
    private final List<JsonNode> tasks;
    private final Branch branch;

    Audit(Settings settings, Ordeal.Outcome outcome) throws IOException, InterruptedException {
        this.settings = settings;
        this.outcome = outcome;
        this.run = client.get(outcome.server().uri(), path(""));
        this.tasks = client.all(outcome.server().uri(), path("/tasks"), "cursor");
        this.branch = new Branch(outcome.upstream());
    }

    private String path(String rest) {
        return "/runs/" + outcome.run() + rest;
    }

    List<Check> checks() throws IOException, InterruptedException {
        List<Check> all = new ArrayList<>();
        all.add(Check.same("the run is", "complete", run.path("state").asText()));
        all.add(Check.same("cycles", settings.size().cycles(), run.path("cycle").asInt()));
        all.addAll(stuck());
        all.addAll(commits());
        all.addAll(content());
        all.addAll(spending());
        all.add(memory());
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

    private List<Check> spending() throws IOException, InterruptedException {
        List<Instant> kills =
                outcome.lives().stream()
                        .map(Ordeal.Life::end)
                        .filter(end -> end.isBefore(Instant.MAX))
                        .toList();
        Spending spending = new Spending(kills);
        for (String subject : subjects()) {
            spending.add(
                    subject, client.transcript(outcome.server().uri(), outcome.run(), subject));
        }
        JsonNode spent = run.path("spent");
        long tokens = spent.path("inputTokens").asLong() + spent.path("outputTokens").asLong();
        JsonNode limits = run.path("limits");
        return List.of(
                spending.against(tokens),
                Check.that(
                        "spending is within the limits",
                        tokens <= limits.path("tokens").asLong()
                                && spent.path("usd").asDouble() <= limits.path("usd").asDouble(),
                        "%d of %d tokens, %.2f usd; %s"
                                .formatted(
                                        tokens,
                                        limits.path("tokens").asLong(),
                                        spent.path("usd").asDouble(),
                                        spending.crashed())));
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

    /// Each life begins anew, so what grows with the age of the run shows in the peaks of later
    /// lives.
    private Check memory() {
        List<Long> peaks = outcome.lives().stream().map(Ordeal.Life::peak).toList();
        int third = Math.max(1, peaks.size() / 3);
        long early = peaks.stream().limit(third).mapToLong(p -> p).max().orElse(0);
        long late = peaks.stream().skip(peaks.size() - third).mapToLong(p -> p).max().orElse(0);
        return Check.that(
                "memory does not grow (peak of the first and the last third of lives)",
                late <= Math.max(early * 1.3, 900),
                "%d MB, %d MB; peaks %s".formatted(early, late, peaks));
    }

    /// What is worth knowing beside the checks.
    List<String> notes() {
        long worst =
                outcome.lives().stream().mapToLong(life -> life.start().toMillis()).max().orElse(0);
        return List.of(
                "tasks " + run.path("tasks") + ", plans " + run.path("plans"),
                "conflicts reconciled " + run.path("conflicts"),
                "model calls %d, of which went wrong %s"
                        .formatted(outcome.model().calls(), outcome.model().mischief()),
                "SIGKILLs %d; slowest start until it listened %d ms"
                        .formatted(outcome.lives().size() - 1, worst));
    }
}
