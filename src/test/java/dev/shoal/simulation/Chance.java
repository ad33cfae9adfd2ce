package dev.shoal.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// All that is random in a simulation, from one seed.
final class Chance implements RandomGenerator {
    private final SplittableRandom source;

    Chance(long seed) {
        this.source = new SplittableRandom(mixed(seed));
    }

    /// Neighbouring seeds would else draw the same numbers, one after the other.
    private static long mixed(long seed) {
        long z = (seed ^ (seed >>> 32)) * 0xD6E8FEB86659FD93L;
        z = (z ^ (z >>> 29)) * 0xC2B2AE3D27D4EB4FL;
        return z ^ (z >>> 32);
    }

    @Override
    public long nextLong() {
        return source.nextLong();
    }

    /// True with this probability, from 0 to 1. Draws nothing if it is 0.
    boolean in(double probability) {
        return probability > 0 && source.nextDouble() < probability;
    }

    /// From `least` to `most`, both inclusive.
    int from(int least, int most) {
        return source.nextInt(least, most + 1);
    }

    /// Mostly near `least`, seldom near `most`: each order of magnitude is as likely as the next.
    long spread(long least, long most) {
        double low = Math.log((double) least);
        return (long) Math.exp(low + source.nextDouble() * (Math.log((double) most) - low));
    }

    <T> T of(List<T> some) {
        return some.get(source.nextInt(some.size()));
    }
}
