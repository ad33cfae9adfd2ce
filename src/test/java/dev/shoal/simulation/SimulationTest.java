package dev.shoal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many short runs of the real code with everything going wrong. `make simulate SEED=…` shows what
/// happens in one of them.
class SimulationTest {
    private static final long COUNT = Long.getLong("simulate.seeds", 10_000);

    @Test
    void whatMustAlwaysHoldHoldsInThousandsOfRuns() {
        Seeds.Played played = Seeds.played(1, COUNT, done -> {});
        assertThat(played.failures())
                .as(
                        played.failures().stream()
                                .map(SimulationTest::told)
                                .collect(Collectors.joining("\n")))
                .isEmpty();
    }

    /// Each of these once found a bug.
    @ParameterizedTest
    @ValueSource(longs = {5, 14, 32, 103, 115, 1332})
    void whatOnceFailedDoesNotFailAgain(long seed) {
        Simulation.Result result = Seeds.shown(seed, Trace.quiet());
        assertThat(result.failure()).as(told(result)).isEmpty();
    }

    @Test
    void aSeedPlaysTheSameWayEachTime() {
        for (long seed = 1; seed <= 20; seed++) {
            Simulation.Result once = Seeds.shown(seed, Trace.quiet());
            Simulation.Result again = Seeds.shown(seed, Trace.quiet());
            assertThat(again.hash()).isEqualTo(once.hash());
            assertThat(again.steps()).isEqualTo(once.steps());
        }
    }

    static String told(Simulation.Result result) {
        return "make simulate SEED=%d    # %s"
                .formatted(
                        result.seed(), result.failure().map(Throwable::toString).orElse("is well"));
    }
}
