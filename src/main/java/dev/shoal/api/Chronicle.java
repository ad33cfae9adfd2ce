package dev.shoal.api;

import dev.shoal.agent.Transcripts;
import dev.shoal.run.Event;
import dev.shoal.run.Events;
import dev.shoal.run.Pause;
import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was written down about a run.
@ApplicationScoped
public class Chronicle {
    private static final int PAGE = 100;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Events events;
    private final Transcripts transcripts;
    private final Pause pause;

    public Chronicle(Events events, Transcripts transcripts, Pause pause) {
        this.events = events;
        this.transcripts = transcripts;
        this.pause = pause;
    }

    /// Waits up to `time` for something to happen.
    List<Event> after(RunId run, @Nullable String id, Duration time) {
        List<Event> found = after(run, id);
        for (long tries = time.dividedBy(POLL); found.isEmpty() && tries > 0; tries--) {
            pause.of(POLL);
            found = after(run, id);
        }
        return found;
    }

    private List<Event> after(RunId run, @Nullable String id) {
        return events.after(run, Optional.ofNullable(id), PAGE);
    }

    Optional<InputStream> transcript(RunId run, String subject) {
        return transcripts.read(run, subject);
    }
}
