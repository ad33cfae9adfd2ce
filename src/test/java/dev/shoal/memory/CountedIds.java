package dev.shoal.memory;

import dev.shoal.run.Ids;
import java.util.concurrent.atomic.AtomicLong;

/// 1, 2, 3, ... as names.
public final class CountedIds implements Ids {

    private final AtomicLong last = new AtomicLong();

    @Override
    public String next() {
        return "%026d".formatted(last.incrementAndGet());
    }
}
