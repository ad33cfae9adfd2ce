package dev.shoal.run;

import jakarta.enterprise.context.ApplicationScoped;

/// Pauses runs and lets them go on. Agents see a pause before their next call, give their work back
/// with a checkpoint, and their messages are dropped until the run goes on.
@ApplicationScoped
public class Reins {

    /// More than this is left to the sweep: a client waits for the answer.
    private static final int MOST = 1_000;

    private final Runs runs;
    private final RunWatch watch;
    private final Overdue overdue;
    private final Announcements announcements;

    public Reins(Runs runs, RunWatch watch, Overdue overdue, Announcements announcements) {
        this.runs = runs;
        this.watch = watch;
        this.overdue = overdue;
        this.announcements = announcements;
    }

    /// True if the run is paused now. Only a running run can be paused.
    public boolean pause(RunId run) {
        boolean paused = runs.pause(run);
        watch.forget(run);
        return paused;
    }

    /// True if the run is running now; then all that it can go on with is announced, also if it was
    /// running before: a former call may have died in between. What is given back later than this
    /// look is announced by whoever gives it back.
    public boolean resume(RunId run) {
        boolean running = runs.resume(run);
        watch.forget(run);
        if (running) {
            goOn(run);
        }
        return running;
    }

    /// Announces all that a run which runs again can go on with.
    public void goOn(RunId run) {
        watch.forget(run);
        overdue.unfinished(run, MOST).forEach(announcements::send);
        announcements.send(new Announcement.MirrorTrunk(run));
    }
}
