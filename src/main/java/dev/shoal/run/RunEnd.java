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
    public void landed(RunId run) {
        runs.find(run)
                .filter(found -> found.state() instanceof RunState.Ended)
                .ifPresent(found -> ended(run));
    }

    /// For a run whose end was written by a transaction.
    public void ended(RunId run) {
        watch.forget(run);
        announcements.send(new Announcement.MirrorTrunk(run));
    }
}
