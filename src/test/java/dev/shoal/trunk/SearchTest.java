package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Refused;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    @TempDir Path folder;
    private Grove grove;

    @BeforeEach
    void plant() {
        grove = new Grove(folder);
    }

    private List<Hit> search(TreeId tree, String regex) {
        return grove.trees.search(tree, regex, RepoPath.ROOT, 100);
    }

    @Test
    void hitsHavePathLineAndText() {
        TreeId tree = grove.tree("a.txt", "x\nneedle 1\r\ny", "d/b.txt", "a needle", "c", "none");
        assertThat(search(tree, "needle( \\d)?"))
                .containsExactly(
                        new Hit("a.txt", 2, "needle 1"), new Hit("d/b.txt", 1, "a needle"));
        assertThat(grove.trees.search(tree, "needle", Grove.path("d"), 100)).hasSize(1);
        assertThat(grove.trees.search(tree, "needle", Grove.path("a.txt"), 100)).hasSize(1);
        assertThat(grove.trees.search(tree, "e", RepoPath.ROOT, 2)).hasSize(2);
        assertThatThrownBy(() -> grove.trees.search(tree, "x", Grove.path("gone"), 9))
                .isInstanceOf(Refused.class);
    }

    @Test
    void binaryAndVeryLargeFilesArePassedOverAndLongLinesShortened() {
        TreeId tree =
                grove.tree(
                        "bin",
                        "needle\0",
                        "large",
                        "needle" + " ".repeat(5_000_000),
                        "long",
                        "needle" + "x".repeat(3_000));
        assertThat(search(tree, "needle")).hasSize(1);
        assertThat(search(tree, "needle").getFirst().text()).hasSize(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2", "*", "(?<x>a)(?<x>b)", "\\"})
    void whatIsNoRegularExpressionIsRefused(String regex) {
        assertThatThrownBy(() -> search(grove.tree("a", "b"), regex))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("regular expression");
    }

    @Test
    void anExpressionThatRunsAwayEnds() {
        TreeId tree = grove.tree("a", "a".repeat(9_000) + "!");
        for (String regex : List.of(".*.*.*x", "(a*)*\\1x")) {
            assertThatThrownBy(() -> search(tree, regex))
                    .as(regex)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void anExpressionThatNeedsAnEndlessStackIsRefused() {
        TreeId tree = grove.tree("a", "ab".repeat(5_000));
        assertThatThrownBy(() -> search(tree, "(a|b)*c"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> search(tree, "(".repeat(1_000_000))).isInstanceOf(Refused.class);
    }
}
