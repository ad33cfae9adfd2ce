package dev.shoal.contracts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is told otherwise.
public final class TestClock implements InstantSource {

    private volatile Instant now = Instant.parse("2030-01-02T03:04:05.678901234Z");

    @Override
    public Instant instant() {
        return now;
    }

    public Instant in(Duration time) {
        return now.plus(time);
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }
}
