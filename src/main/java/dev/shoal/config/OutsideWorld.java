package dev.shoal.config;

import dev.shoal.run.Pause;
import dev.shoal.run.TransientFault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// The real clock and real randomness, for whoever asks for them in a constructor; tests and
/// simulations give others.
@Singleton
public class OutsideWorld {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RandomGenerator randomness() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Pause pause() {
        return OutsideWorld::sleep;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFault("interrupted while waiting " + time, e);
        }
    }
}
