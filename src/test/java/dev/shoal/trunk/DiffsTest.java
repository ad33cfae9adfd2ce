package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffsTest {
    @TempDir Path folder;
    private Grove grove;

    @BeforeEach
    void plant() {
        grove = new Grove(folder);
    }

    @Test
    void aDiffShowsWhatChangedBelowAFolder() {
        TreeId one = grove.tree("a/x", "1\n2\n3\n", "b/y", "1\n", "bin", "a\0");
        TreeId two = grove.tree("a/x", "1\ntwo\n3\n", "b/y", "2\n", "bin", "b\0", "new", "n\n");

        String all = grove.trees.diff(one, two, RepoPath.ROOT, 10_000);

        assertThat(all).contains("-2\n+two\n", "+++ b/b/y", "new file mode 100644", "+n");
        assertThat(all).contains("Binary files differ");
        assertThat(grove.trees.diff(one, two, Grove.path("a"), 10_000))
                .contains("+two")
                .doesNotContain("b/y");
        assertThat(grove.trees.diff(one, one, RepoPath.ROOT, 10_000)).isEmpty();
        assertThat(grove.trees.diff(TreeId.EMPTY, one, RepoPath.ROOT, 10_000))
                .contains("+++ b/a/x");
        assertThat(grove.trees.diff(one, TreeId.EMPTY, RepoPath.ROOT, 10_000))
                .contains("--- a/a/x");
    }

    @Test
    void manyFilesAreCountedRatherThanShown() {
        TreeId tree = TreeId.EMPTY;
        for (int i = 0; i < 50; i++) {
            tree = grove.with(tree, "f" + i, "line\n".repeat(100));
        }
        String diff = grove.trees.diff(TreeId.EMPTY, tree, RepoPath.ROOT, 2_000);
        assertThat(diff.length()).isLessThan(2_300);
        assertThat(diff).containsPattern("\\[\\d+ more files differ; name a folder\\]$");
    }

    @Test
    void twoLargeFilesOfFewDistinctLinesAreComparedInTime() {
        TreeId one = grove.tree("f", lines(7));
        TreeId two = grove.tree("f", lines(5));
        assertThat(grove.trees.diff(one, two, RepoPath.ROOT, 30_000)).contains("left out");
    }

    /// Of which each occurs thousands of times, so that none marks a place.
    static String lines(int seed) {
        var random = new java.util.Random(seed);
        return IntStream.range(0, 600_000)
                .mapToObj(i -> "line " + random.nextInt(10))
                .collect(Collectors.joining("\n"));
    }
}
