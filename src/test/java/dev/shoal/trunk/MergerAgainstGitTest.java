package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.RecursiveMerger;
import org.junit.jupiter.api.Test;

/// The merger and JGit's own, over trees that chance makes (the same each time). Both find the same
/// conflicts and, where there are none, the same tree. Left out is what JGit's answers with an
/// error: files in the place of folders (see [MergerTest] for those).
class MergerAgainstGitTest {
    private static final int ROUNDS = 120;
    private static final List<String> NAMES =
            List.of("f", "g", "h", "a/x", "a/y", "b/x/p", "b/x/q", "d/z");

    private Grove grove = Grove.inMemory();
    private int conflicts;
    private int cleans;

    @Test
    void theSameTreesAndTheSameConflicts() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            grove = Grove.inMemory();
            TreeId base = grown(random, TreeId.EMPTY, 8);
            TreeId ours = grown(random, base, 1 + random.nextInt(4));
            TreeId theirs = grown(random, base, 1 + random.nextInt(4));
            compare(seed, base, ours, theirs);
        }
        assertThat(conflicts).isGreaterThan(ROUNDS / 10);
        assertThat(cleans).isGreaterThan(ROUNDS / 3);
    }

    private void compare(int seed, TreeId base, TreeId ours, TreeId theirs) {
        Merge merge = grove.merger.merge(base, ours, theirs);
        Expected expected = byGit(base, ours, theirs);
        String story =
                "seed %d: base %s, ours %s, theirs %s"
                        .formatted(seed, shown(base), shown(ours), shown(theirs));
        switch (merge) {
            case Merge.Clean(TreeId tree) -> {
                cleans++;
                assertThat(expected.conflicts()).as(story).isEmpty();
                assertThat(tree).as(story).isEqualTo(expected.tree().orElseThrow());
            }
            case Merge.Conflict(TreeId partial, List<ConflictedFile> files) -> {
                conflicts++;
                assertThat(names(files)).as(story).isEqualTo(expected.conflicts());
            }
        }
    }

    private static List<String> names(List<ConflictedFile> files) {
        return files.stream()
                .filter(file -> !deletedAgainstMode(file.sides()))
                .map(file -> file.path().value())
                .sorted()
                .toList();
    }

    /// For JGit, a side that deletes a file wins over one that changed only its mode. Here neither
    /// intent is dropped.
    private static boolean deletedAgainstMode(ConflictedFile.Sides sides) {
        return sides.base().isPresent()
                && (sides.ours().isEmpty() || sides.theirs().isEmpty())
                && blob(sides.base()).equals(blob(sides.ours().or(sides::theirs)));
    }

    private static Optional<BlobId> blob(Optional<Entry> side) {
        return side.filter(Entry.File.class::isInstance)
                .map(Entry.File.class::cast)
                .map(Entry.File::blob);
    }

    private record Expected(Optional<TreeId> tree, List<String> conflicts) {}

    private Expected byGit(TreeId base, TreeId ours, TreeId theirs) {
        CommitId root = grove.commit(base);
        CommitId one = grove.commit(ours, root);
        CommitId other = grove.commit(theirs, root);
        RecursiveMerger merger =
                (RecursiveMerger) MergeStrategy.RECURSIVE.newMerger(grove.depot.repository(), true);
        try {
            boolean clean = merger.merge(one.id(), other.id());
            return clean
                    ? new Expected(Optional.of(TreeId.of(merger.getResultTreeId())), List.of())
                    : new Expected(
                            Optional.empty(), merger.getUnmergedPaths().stream().sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> shown(TreeId tree) {
        return new TreeMap<>(grove.entries(tree));
    }

    private TreeId grown(Random random, TreeId tree, int steps) {
        TreeId result = tree;
        for (int i = 0; i < steps; i++) {
            result = step(random, result);
        }
        return result;
    }

    private TreeId step(Random random, TreeId tree) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Optional<Entry> old = grove.trees.find(tree, Grove.path(name));
        return switch (random.nextInt(8)) {
            case 0 -> grove.without(tree, name);
            case 1 -> old.map(entry -> otherMode(tree, name, entry)).orElse(tree);
            default -> set(tree, name, content(random, tree, name, old));
        };
    }

    private TreeId otherMode(TreeId tree, String name, Entry entry) {
        return entry instanceof Entry.File(BlobId blob, boolean executable)
                ? grove.put(tree, name, new Entry.File(blob, !executable))
                : tree;
    }

    private TreeId set(TreeId tree, String name, String text) {
        boolean executable =
                grove.trees.find(tree, Grove.path(name)).stream()
                        .anyMatch(e -> e instanceof Entry.File(BlobId blob, boolean x) && x);
        return grove.put(tree, name, grove.file(text, executable));
    }

    private String content(Random random, TreeId tree, String name, Optional<Entry> old) {
        List<String> lines =
                new ArrayList<>(
                        old.filter(Entry.File.class::isInstance)
                                .map(e -> grove.text(tree, name).lines().toList())
                                .orElseGet(
                                        () ->
                                                IntStream.range(0, 12)
                                                        .mapToObj(i -> name + i)
                                                        .toList()));
        int at = random.nextInt(lines.size());
        if (random.nextInt(4) == 0 && lines.size() > 2) {
            lines.remove(at);
        } else {
            lines.set(at, "changed " + random.nextInt(3));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
