package dev.shoal.aws;

import dev.shoal.run.Pause;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: a random time whose bound doubles with each try.
@ApplicationScoped
class Patience {

    private static final int FIRST_MILLIS = 10;
    private static final int LONGEST_MILLIS = 640;

    private final Pause pause;
    private final RandomGenerator random;

    Patience(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /// Waits after the given failed try (0 = the first).
    void after(int attempt) {
        int bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
        pause.of(Duration.ofMillis(random.nextInt(bound) + 1L));
    }
}
