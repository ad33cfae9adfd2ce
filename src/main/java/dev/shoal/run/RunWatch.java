package dev.shoal.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Runs as seen at most two seconds ago, shared by all agents of this process: what each of them
/// looks at before every model call and tool call, and each second or two while it waits. Together
/// that keeps a stop or pause within five seconds.
@ApplicationScoped
public class RunWatch {
    private static final Duration STALE = Duration.ofSeconds(2);

    private final Runs runs;
    private final InstantSource clock;
    private final ConcurrentHashMap<RunId, Seen> seen = new ConcurrentHashMap<>();

    public RunWatch(Runs runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /// True if agents may go on.
    public boolean isRunning(RunId id) {
        return find(id).map(RunWatch::isRunning).orElse(false);
    }

    /// The run if work on it may begin. A no is looked up afresh: who was told of something to do
    /// and drops it must be sure.
    public Optional<Run> running(RunId id) {
        Optional<Run> run = find(id).filter(RunWatch::isRunning);
        if (run.isPresent()) {
            return run;
        }
        forget(id);
        return find(id).filter(RunWatch::isRunning);
    }

    public Optional<Run> find(RunId id) {
        return seen.compute(id, (key, old) -> isFresh(old) ? old : look(key)).run();
    }

    /// Forgets what was seen, so that the next look is at the store.
    public void forget(RunId id) {
        seen.remove(id);
    }

    private static boolean isRunning(Run run) {
        return run.state() instanceof RunState.Running;
    }

    private boolean isFresh(@Nullable Seen old) {
        return old != null && clock.instant().isBefore(old.at().plus(STALE));
    }

    /// Counts from before the look: what a slow answer tells is old when it comes.
    private Seen look(RunId id) {
        Instant at = clock.instant();
        return new Seen(runs.find(id), at);
    }

    private record Seen(Optional<Run> run, Instant at) {}
}
