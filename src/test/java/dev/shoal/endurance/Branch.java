package dev.shoal.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The target branch of the bare upstream as git shows it.
final class Branch {
    private static final String FIELD = "\u0001";

    private final Git git;
    private final List<Commit> commits;
    private final Map<String, String> files = new HashMap<>();

    /// A commit that is on the branch and not on `main`; the trailers as they stand there.
    record Commit(String id, List<String> parents, String run, String task, String model) {}

    Branch(Git git) {
        this.git = git;
        this.commits = log();
        git.must("ls-tree", "-r", Ordeal.TARGET)
                .lines()
                .map(line -> line.split("[ \t]", 4))
                .forEach(f -> files.put(f[3], f[2]));
    }

    private List<Commit> log() {
        String trailer = "%%(trailers:key=Shoal-%s,valueonly,separator=%%x2C)";
        String format =
                String.join(
                        "%x01",
                        "%H",
                        "%P",
                        trailer.formatted("Run"),
                        trailer.formatted("Task"),
                        trailer.formatted("Model"));
        List<Commit> all = new ArrayList<>();
        git.must("log", "--format=" + format, "main.." + Ordeal.TARGET)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(FIELD, -1))
                .forEach(
                        f ->
                                all.add(
                                        new Commit(
                                                f[0],
                                                Arrays.asList(f[1].split(" ")),
                                                f[2],
                                                f[3],
                                                f[4])));
        return all;
    }

    String tip() {
        return git.must("rev-parse", Ordeal.TARGET);
    }

    /// How many commits name each task.
    Map<String, Integer> byTask(String run) {
        Map<String, Integer> counts = new TreeMap<>();
        commits.stream()
                .filter(c -> c.run().equals(run) && !c.task().isEmpty() && !c.model().isEmpty())
                .forEach(c -> counts.merge(c.task(), 1, Integer::sum));
        return counts;
    }

    /// Commits that are neither a task's nor one of `known`, nor merge one of those.
    List<String> strangers(List<String> known) {
        Set<String> hand = new HashSet<>(known);
        return commits.stream()
                .filter(c -> c.task().isEmpty() && !hand.contains(c.id()))
                .filter(c -> c.parents().size() != 2 || !hand.contains(c.parents().get(1)))
                .map(Commit::id)
                .toList();
    }

    /// Merges of anything but a commit that somebody else pushed.
    List<String> merges(List<String> known) {
        return commits.stream()
                .filter(c -> c.parents().size() > 1)
                .filter(c -> c.parents().size() > 2 || !known.contains(c.parents().get(1)))
                .map(Commit::id)
                .toList();
    }

    boolean has(String commit) {
        return git.run("merge-base", "--is-ancestor", commit, Ordeal.TARGET).code() == 0;
    }

    /// The tasks whose change is not in the tree.
    List<Integer> missing(int tasks) {
        Map<String, String> read = new HashMap<>();
        return IntStream.rangeClosed(1, tasks)
                .filter(n -> Workload.kind(n) != Workload.Kind.NOTHING)
                .filter(n -> !content(Workload.path(n), read).contains(Workload.line(n)))
                .boxed()
                .toList();
    }

    private String content(String path, Map<String, String> read) {
        String blob = files.get(path);
        return blob == null
                ? ""
                : read.computeIfAbsent(path, p -> git.must("cat-file", "blob", blob));
    }

    boolean holds(String path) {
        return files.containsKey(path);
    }

    /// Paths that no task has asked for.
    List<String> unwanted() {
        return files.keySet().stream()
                .filter(path -> !path.matches("(work|shared|long|hand)/.*|README\\.md"))
                .toList();
    }

    Git.Said fsck() {
        return git.run("fsck", "--strict", "--full", "--no-dangling");
    }
}
