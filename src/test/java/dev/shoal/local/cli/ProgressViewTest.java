package dev.shoal.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    private final ProgressView view = new ProgressView(Palette.PLAIN);

    @Test
    void aBlockTellsAllThatMatters() {
        assertThat(
                        String.join(
                                "\n",
                                view.block(
                                        RunStatusMother.running(), Duration.ofSeconds(754), 100)))
                .isEqualTo(
                        """
                        run r1: running, cycle 2 of at most 10, 12:34
                        plans   1 planning, 2 waiting, 5 done
                        tasks   3 ready, 8 in work, 120 landed, 2 done without a change, 1 failed
                                ━━━━━━━━━━━━━━━━━━━━━━━━━━━─── 123 of 134 over
                        trunk   120 landings, 118 mirrored, 4 conflicts settled
                        spent   1.3M tokens (1.2M in, 45.7k out), $1.50""");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(view.block(RunStatusMother.running(), Duration.ofDays(6), 40))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void aRunThatHasNotBegunIsShownToo() {
        RunStatus run =
                RunStatusMother.of(
                        "{\"state\": \"seeding\", \"cycle\": 0, \"tasks\": {}, \"plans\": {}}");

        assertThat(view.block(run, Duration.ZERO, 80))
                .contains("plans   none yet", "tasks   none yet");
    }

    @Test
    void aLineTellsTheSame() {
        assertThat(view.line(RunStatusMother.running()))
                .isEqualTo(
                        "running, cycle 2 of at most 10 | plans 1 planning, 2 waiting, 5 done"
                                + " | tasks 3 ready, 8 in work, 120 landed, 2 done without a change, 1 failed"
                                + " | 120 landings, 118 mirrored, 4 conflicts settled"
                                + " | 1.3M tokens (1.2M in, 45.7k out), $1.50");
    }
}
