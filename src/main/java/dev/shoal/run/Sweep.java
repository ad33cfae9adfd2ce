package dev.shoal.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Looks after what got stuck: announces again what should have moved, and ends runs whose hours
/// are used up.
@ApplicationScoped
public class Sweep {
    private static final int MOST = 500;
    private static final int MOST_ROUNDS = 100;

    private final Runs runs;
    private final Overdue overdue;
    private final Announcements announcements;
    private final RunEnd runEnd;
    private final InstantSource clock;

    public Sweep(
            Runs runs,
            Overdue overdue,
            Announcements announcements,
            RunEnd runEnd,
            InstantSource clock) {
        this.runs = runs;
        this.overdue = overdue;
        this.announcements = announcements;
        this.runEnd = runEnd;
        this.clock = clock;
    }

    /// To be called each minute or so.
    public void sweep() {
        Instant now = clock.instant();
        for (Run run : live()) {
            int hours = run.goal().limits().budget().hours();
            if (now.isAfter(run.createdAt().plus(Duration.ofHours(hours)))) {
                runEnd.end(
                        run.id(),
                        RunState.Outcome.EXHAUSTED,
                        "the limit of %d hours is used up".formatted(hours));
            } else if (!(run.state() instanceof RunState.Paused)) {
                announce(run, now);
                mirror(run);
            }
        }
    }

    /// Keeps the mirror's own chain of announcements alive: it breaks when one comes before its
    /// turn by a clock that is behind. One too many is not followed by another.
    private void mirror(Run run) {
        if (run.state() instanceof RunState.Running) {
            announcements.send(first(run));
        }
    }

    /// To be called when all that ran before is known to be dead: announces what they held.
    public void restart() {
        for (Run run : live()) {
            announcements.send(first(run));
            overdue.expire(run.id()).forEach(announcements::send);
        }
    }

    /// What the function `remote` has to do for a live run. It knows by itself when it is its turn,
    /// so that saying it too often costs a message; saying it never would end the mirroring.
    private static Announcement first(Run run) {
        return run.state() instanceof RunState.Seeding
                ? new Announcement.SeedRun(run.id())
                : new Announcement.MirrorTrunk(run.id());
    }

    private void announce(Run run, Instant due) {
        List<Announcement> stuck = overdue.take(run.id(), due, MOST);
        for (int rounds = 0; !stuck.isEmpty() && rounds < MOST_ROUNDS; rounds++) {
            stuck.forEach(announcements::send);
            stuck = overdue.take(run.id(), due, MOST);
        }
    }

    private List<Run> live() {
        return runs.live().stream().flatMap(id -> runs.find(id).stream()).toList();
    }
}
