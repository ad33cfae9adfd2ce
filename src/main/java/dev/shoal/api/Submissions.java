package dev.shoal.api;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Goal;
import dev.shoal.run.Ids;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Takes runs in. The run's id follows from the idempotency key, so the same key can only ever give
/// the same run.
@ApplicationScoped
public class Submissions {
    static final String KEY = "Idempotency-Key";
    private static final int MOST_KEY = 500;

    private final Goals goals;
    private final Runs runs;
    private final Announcements announcements;
    private final Ids ids;
    private final InstantSource clock;

    public Submissions(
            Goals goals, Runs runs, Announcements announcements, Ids ids, InstantSource clock) {
        this.goals = goals;
        this.runs = runs;
        this.announcements = announcements;
        this.ids = ids;
        this.clock = clock;
    }

    /// A repeated request announces a run that is still seeding again, in case the first one died
    /// in between.
    Run submit(RunRequest body, Optional<String> key) {
        RunId id = key.map(Submissions::named).orElseGet(() -> new RunId("r" + ids.next()));
        Goal goal = goals.checked(body, id);
        Run run = runs.create(Run.asked(id, clock.instant(), goal));
        if (!run.goal().equals(goal)) {
            throw new Refused(KEY, "Idempotency-Key was used before, for another request");
        }
        if (run.state() instanceof RunState.Seeding) {
            announcements.send(new Announcement.SeedRun(id));
        }
        return run;
    }

    private static RunId named(String key) {
        if (key.isBlank() || key.length() > MOST_KEY) {
            throw new Refused(
                    KEY, "Idempotency-Key must have 1 to %d characters".formatted(MOST_KEY));
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return new RunId("k" + HexFormat.of().formatHex(hash, 0, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
