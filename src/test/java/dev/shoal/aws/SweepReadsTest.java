package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SweepReadsTest {

    @Test
    void finishedTasksAddNothingToASweep() {
        SweptRun run = new SweptRun();
        SweptRun.Reads before = run.sweep();
        run.finish(2_000);

        assertThat(run.sweep()).isEqualTo(before);
        assertThat(before.calls()).isPositive();
    }
}
