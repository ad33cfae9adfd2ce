package dev.shoal.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time, in microseconds from the start, and what is going to happen when. What happens at
/// the same time happens in the order in which it was arranged.
final class Timeline {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final PriorityQueue<Event> coming =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now;
    private long arranged;

    private record Event(long at, long number, Runnable what) {}

    static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    long now() {
        return now;
    }

    /// As a clock shows it that goes wrong by this much.
    Instant instant(long skew) {
        return START.plusNanos((now + skew) * 1_000);
    }

    static long micros(Instant at) {
        return micros(Duration.between(START, at));
    }

    void in(long micros, Runnable what) {
        coming.add(new Event(now + Math.max(0, micros), arranged++, what));
    }

    void in(Duration time, Runnable what) {
        in(micros(time), what);
    }

    /// Lets the next thing happen. False if nothing is left to.
    boolean step() {
        Event next = coming.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.what().run();
        return true;
    }
}
