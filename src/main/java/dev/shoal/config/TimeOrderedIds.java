package dev.shoal.config;

import dev.shoal.run.Ids;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// 48 bits of milliseconds, then 80 random bits, in base 32 with digits in ASCII order: 26
/// characters that sort by time, as in ULID but in lower case. Within one process each is greater
/// than the one before, even while the clock stands still or goes back.
public final class TimeOrderedIds implements Ids {

    private static final int LENGTH = 26;
    private static final int RANDOM_BITS = 80;

    private final InstantSource clock;
    private final RandomGenerator randomness;
    private BigInteger last = BigInteger.ZERO;

    public TimeOrderedIds(InstantSource clock, RandomGenerator randomness) {
        this.clock = clock;
        this.randomness = randomness;
    }

    @Override
    public String next() {
        String digits = following(fresh()).toString(32);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    private BigInteger fresh() {
        byte[] noise = new byte[RANDOM_BITS / 8];
        randomness.nextBytes(noise);
        return BigInteger.valueOf(clock.millis())
                .shiftLeft(RANDOM_BITS)
                .or(new BigInteger(1, noise));
    }

    private synchronized BigInteger following(BigInteger fresh) {
        last = fresh.compareTo(last) > 0 ? fresh : last.add(BigInteger.ONE);
        return last;
    }
}
