package dev.shoal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Refused;
import org.junit.jupiter.api.Test;

class MarkedFileTest {
    private static final String CONFLICT =
            """
            <<<<<<< ours (landed)
            ours
            ||||||| base
            base
            =======
            theirs
            >>>>>>> theirs (this task)
            """;

    private final MarkedFile file = MarkedFile.of("a\n" + CONFLICT + "b\n" + CONFLICT + "c");

    @Test
    void whatIsReadIsWhatWasThere() {
        assertThat(file.text()).isEqualTo("a\n" + CONFLICT + "b\n" + CONFLICT + "c");
        assertThat(file.left()).containsExactly(1, 2);
    }

    @Test
    void aConflictKeepsItsNumberWhenAnotherIsSettled() {
        MarkedFile second = file.settled(1, "both");
        assertThat(second.left()).containsExactly(2);
        assertThat(second.settled(2, "").text()).isEqualTo("a\nboth\nb\nc");
    }

    @Test
    void whatIsSettledCannotBeSettledAgain() {
        assertThatThrownBy(() -> file.settled(2, "x").settled(2, "y"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("left are [1]");
    }

    @Test
    void ofALongFileOnlyTheConflictsAreShownWithLinesAroundThem() {
        String many = "same\n".repeat(100);
        MarkedFile large = MarkedFile.of(many + "just before\n" + CONFLICT + "just after\n" + many);
        assertThat(large.excerpts())
                .startsWith("[conflict 1]\nsame\n")
                .contains("just before\n" + CONFLICT + "just after\n")
                .hasLineCount(1 + 12 + 7 + 12);
    }

    @Test
    void linesThatEndInCarriageReturnsAreSeenToo() {
        assertThat(MarkedFile.of(CONFLICT.replace("\n", "\r\n")).left()).containsExactly(1);
    }
}
