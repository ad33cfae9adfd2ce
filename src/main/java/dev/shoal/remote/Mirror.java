package dev.shoal.remote;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps upstream's target branch up with the trunk: a push each few seconds while the run goes on,
/// and what is left when it has ended. A push that fails is told and tried again, less and less
/// often, and harms nothing.
@ApplicationScoped
public class Mirror {
    /// An announcement that comes this much before its time is still the one that was expected.
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

    private final Runs runs;
    private final Trunk trunk;
    private final Levelling levelling;
    private final Setbacks setbacks;
    private final Announcements announcements;
    private final InstantSource clock;

    public Mirror(
            Runs runs,
            Trunk trunk,
            Levelling levelling,
            Setbacks setbacks,
            Announcements announcements,
            InstantSource clock) {
        this.runs = runs;
        this.trunk = trunk;
        this.levelling = levelling;
        this.setbacks = setbacks;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// Handles one announcement. May be repeated at any time.
    public void mirror(RunId id) {
        runs.find(id).ifPresent(this::mirror);
    }

    private void mirror(Run run) {
        switch (run.state()) {
            case RunState.Seeding s -> {}
            case RunState.Running r -> inTurn(run);
            case RunState.Paused p -> inTurn(run);
            case RunState.Ended end -> last(run, end.at());
        }
    }

    /// Only who wins the turn announces the next one, so repeated messages don't multiply. It does
    /// so before it pushes, so the chain goes on even if this process dies while it does.
    private void inTurn(Run run) {
        Instant now = clock.instant();
        Duration pause = setbacks.pause(run.id());
        if (trunk.mayMirror(run.id(), now, now.plus(pause).minus(MARGIN))) {
            announcements.send(new Announcement.MirrorTrunk(run.id()), pause);
            levelling.level(run);
        }
    }

    private void last(Run run, Instant endedAt) {
        boolean settled = levelling.level(run);
        if (!settled && clock.instant().isBefore(endedAt.plus(GIVE_UP_AFTER))) {
            announcements.send(new Announcement.MirrorTrunk(run.id()), setbacks.pause(run.id()));
        }
    }
}
