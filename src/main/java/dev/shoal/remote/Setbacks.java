package dev.shoal.remote;

import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// How often in a row the pushes of each run have failed, as this process saw it: who fails asks
/// less and less often, and doesn't repeat itself. Losing this costs a push and an event.
@ApplicationScoped
public class Setbacks {
    /// From one push to the next while all goes well.
    static final Duration PERIOD = Duration.ofSeconds(12);

    private static final int MOST_DOUBLINGS = 5;

    private final ConcurrentHashMap<RunId, Setback> setbacks = new ConcurrentHashMap<>();

    /// When to try again.
    Duration pause(RunId run) {
        Setback setback = setbacks.get(run);
        int doublings = setback == null ? 0 : Math.min(setback.count(), MOST_DOUBLINGS);
        return PERIOD.multipliedBy(1L << doublings);
    }

    /// True if this is news: the reason is another than the time before.
    boolean failed(RunId run, String reason) {
        Setback before = setbacks.get(run);
        setbacks.put(run, new Setback(reason, before == null ? 1 : before.count() + 1));
        return before == null || !before.reason().equals(reason);
    }

    void worked(RunId run) {
        setbacks.remove(run);
    }

    private record Setback(String reason, int count) {}
}
