package dev.shoal.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// How long to wait before the next attempt at a model call: exponential with full jitter over its
/// upper half, so that agents which failed together don't come back together. What the provider
/// asked for is the least.
record Backoff(DoubleSupplier jitter) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(60);

    /// `attempt` counts from 1; `jitter` gives numbers from 0 (inclusive) to 1.
    Duration before(int attempt, Optional<Duration> asked) {
        long step = Math.min(MOST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        Duration own = Duration.ofMillis(step / 2 + (long) (jitter.getAsDouble() * step / 2));
        return asked.map(least -> least.plusMillis((long) (jitter.getAsDouble() * 1_000)))
                .filter(wait -> wait.compareTo(own) > 0)
                .orElse(own);
    }
}
