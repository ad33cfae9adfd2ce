package dev.shoal.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Names in the manner of a ULID: 48 bits of time, then 80 of chance, in Crockford's alphabet.
/// Within one process each is greater than the one before, even when the clock stands still or goes
/// back.
@ApplicationScoped
public class TimeOrderedIds implements Ids {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int CHANCE_BITS = 80;

    private final InstantSource clock;
    private final RandomGenerator random;
    private BigInteger last = BigInteger.ZERO;

    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized String next() {
        BigInteger fresh =
                BigInteger.valueOf(clock.millis())
                        .shiftLeft(CHANCE_BITS)
                        .or(new BigInteger(1, chance()));
        last = fresh.compareTo(last) > 0 ? fresh : last.add(BigInteger.ONE);
        return text(last);
    }

    private byte[] chance() {
        byte[] bytes = new byte[CHANCE_BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(BigInteger value) {
        char[] text = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            text[LENGTH - 1 - i] = ALPHABET.charAt(value.shiftRight(5 * i).intValue() & 31);
        }
        return new String(text);
    }
}
