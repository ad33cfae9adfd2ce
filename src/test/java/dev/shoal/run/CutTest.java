package dev.shoal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CutTest {

    @Test
    void whatNoStoreTakesIsReplacedInShortTexts() {
        assertThat(Cut.toKeep("a\ud800b\udc00\0", 100)).isEqualTo("a\ufffdb\ufffd\ufffd");
        assertThat(Cut.toKeep("\ud83d\ude00 \t\n")).isEqualTo("\ud83d\ude00 \t\n");
    }

    @Test
    void whatNoStoreTakesIsReplacedInTextsThatAreCutAsWell() {
        String kept = Cut.toKeep("\ud800\0".repeat(100_000));

        assertThat(kept).startsWith("\ufffd").endsWith("\ufffd").contains("characters left out");
        assertThat(kept).doesNotContain("\ud800").doesNotContain("\0");
        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Cut.KEPT_BYTES + 1);
    }
}
