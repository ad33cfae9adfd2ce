package dev.shoal.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
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
}
