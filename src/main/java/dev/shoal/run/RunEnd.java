package dev.shoal.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/// Ends runs: writes the end, and has what landed mirrored a last time.
@ApplicationScoped
public class RunEnd {
    private final Runs runs;
    private final RunWatch watch;
    private final Announcements announcements;
    private final InstantSource clock;

    public RunEnd(Runs runs, RunWatch watch, Announcements announcements, InstantSource clock) {
        this.runs = runs;
        this.watch = watch;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// Harmless if the run has ended already: then only the last mirroring is announced again.
    public void end(RunId run, RunState.Outcome outcome, String reason) {
        runs.end(run, new RunState.Ended(outcome, clock.instant(), reason));
        ended(run);
    }

    /// For who has landed: if the run had ended before, its last mirroring may have been too early.
    /// Whoever works on in this process gets to know of a pause, too.
    public void landed(RunId run) {
        runs.find(run).ifPresent(this::landed);
    }

    private void landed(Run run) {
        switch (run.state()) {
            case RunState.Seeding s -> {}
            case RunState.Running r -> {}
            case RunState.Paused p -> watch.forget(run.id());
            case RunState.Ended e -> ended(run.id());
        }
    }

    /// For a run whose end was written by a transaction.
    public void ended(RunId run) {
        watch.forget(run);
        announcements.send(new Announcement.MirrorTrunk(run));
    }
}
