package dev.shoal.remote;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Events;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.ShoalException;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps upstream's target branch up with the trunk: a push each few seconds while the run goes on,
/// and a last one when it has ended. A push that fails is told and tried again, and harms nothing.
@ApplicationScoped
public class Mirror {
    static final Duration PERIOD = Duration.ofSeconds(12);
    private static final Duration LEAST_APART = Duration.ofSeconds(10);
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

    private final Runs runs;
    private final Trunk trunk;
    private final Depots depots;
    private final Pushes pushes;
    private final Announcements announcements;
    private final Events events;
    private final InstantSource clock;

    public Mirror(
            Runs runs,
            Trunk trunk,
            Depots depots,
            Pushes pushes,
            Announcements announcements,
            Events events,
            InstantSource clock) {
        this.runs = runs;
        this.trunk = trunk;
        this.depots = depots;
        this.pushes = pushes;
        this.announcements = announcements;
        this.events = events;
        this.clock = clock;
    }

    /// Handles one announcement. Only who wins the turn announces the next one, so that repeated
    /// messages don't multiply.
    public void mirror(RunId id) {
        Optional<Run> run = runs.find(id);
        Instant now = clock.instant();
        if (run.isEmpty() || run.get().state() instanceof RunState.Seeding) {
            return;
        }
        Optional<Instant> ended = ended(run.get());
        if (ended.isEmpty() && !trunk.mayMirror(id, now, now.plus(LEAST_APART))) {
            return;
        }
        boolean level = push(run.get());
        boolean hopeless = ended.isPresent() && now.isAfter(ended.get().plus(GIVE_UP_AFTER));
        if (ended.isEmpty() || (!level && !hopeless)) {
            announcements.send(new Announcement.MirrorTrunk(id), PERIOD);
        }
    }

    private static Optional<Instant> ended(Run run) {
        return run.state() instanceof RunState.Ended end ? Optional.of(end.at()) : Optional.empty();
    }

    /// True if upstream is level with the trunk, or never will be.
    private boolean push(Run run) {
        if (trunk.after(run.id(), -1, 1).isEmpty()) {
            return true;
        }
        Landing end = trunk.end(run.id());
        if (end.position() == 0 || trunk.mirrored(run.id()) >= end.position()) {
            return true;
        }
        try {
            pushes.push(depots.at(run.id(), end), run, end.commit());
            trunk.mirrored(run.id(), end.position());
            return true;
        } catch (ShoalException e) {
            events.append(
                    run.id(),
                    "mirror.failed",
                    run.goal().source().target(),
                    String.valueOf(e.getMessage()));
            return e instanceof Refused;
        }
    }
}
