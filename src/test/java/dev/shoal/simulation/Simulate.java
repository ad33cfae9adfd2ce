package dev.shoal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Not among the tests that always run: `make simulate SEEDS=1000000` for a night, `make simulate
/// SEED=123` to see what happens in one run.
class Simulate {
    private static final long ONE = Long.getLong("simulate.seed", -1);
    private static final long MANY = Long.getLong("simulate.seeds", 10_000);
    private static final long FIRST = Long.getLong("simulate.first", 1);
    private static final long OFTEN = 1_000;

    @Test
    void asAsked() {
        if (ONE >= 0) {
            one();
        } else {
            many();
        }
    }

    private static void one() {
        Simulation.Result result = Seeds.shown(ONE, Trace.to(System.out::println));
        System.out.printf("seed %d: %d steps, trace %016x%n", ONE, result.steps(), result.hash());
        result.failure().ifPresent(Throwable::printStackTrace);
        assertThat(result.failure()).isEmpty();
    }

    private static void many() {
        long begun = System.nanoTime();
        var played =
                Seeds.played(
                        FIRST,
                        MANY,
                        done -> {
                            if (done % OFTEN == 0) {
                                long each = (System.nanoTime() - begun) / done / 1_000;
                                System.out.printf("%,d of %,d, %,d us each%n", done, MANY, each);
                            }
                        });
        played.paths().forEach((way, times) -> System.out.printf("%,12d  %s%n", times, way));
        var failures = played.failures();
        failures.forEach(failure -> System.out.println(SimulationTest.told(failure)));
        assertThat(failures.stream().map(SimulationTest::told).collect(Collectors.toList()))
                .isEmpty();
    }
}
