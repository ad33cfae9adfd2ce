package dev.shoal.judge;

import dev.shoal.plan.PlanRound;
import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.DeadLetters;
import dev.shoal.run.DeadLetters.Letter;
import dev.shoal.run.Events;
import dev.shoal.run.Refused;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import dev.shoal.run.ShoalException;
import dev.shoal.work.WorkShift;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// Empties the dead-letter queues: whatever a message was about fails, with the cause, and whoever
/// waits for it gets to know. So nothing waits for ever for a message that nobody reads.
@ApplicationScoped
public class Burials {
    private static final Logger LOG = Logger.getLogger(Burials.class);
    private static final int BATCH = 10;
    private static final int MOST_BATCHES = 20;
    private static final String CAUSE =
            "its message was received too often without an answer: whoever took it was killed, or could not"
                    + " reach the table";

    private final DeadLetters letters;
    private final WorkShift tasks;
    private final PlanRound plans;
    private final Judging cycles;
    private final RunEnd runEnd;
    private final RunWatch watch;
    private final Events events;

    public Burials(
            DeadLetters letters,
            WorkShift tasks,
            PlanRound plans,
            Judging cycles,
            RunEnd runEnd,
            RunWatch watch,
            Events events) {
        this.letters = letters;
        this.tasks = tasks;
        this.plans = plans;
        this.cycles = cycles;
        this.runEnd = runEnd;
        this.watch = watch;
        this.events = events;
    }

    /// To be called with each sweep. What can't be buried now stays for the next.
    public void tend() {
        try {
            int left = MOST_BATCHES;
            while (left > 0 && tend(letters.receive(BATCH))) {
                left--;
            }
        } catch (ShoalException e) {
            LOG.warnf("dead letters stay for the next sweep: %s", e.getMessage());
        }
    }

    /// True if there may be more.
    private boolean tend(List<Letter> batch) {
        for (Letter letter : batch) {
            try {
                bury(letter);
                letters.delete(letter);
            } catch (ShoalException e) {
                LOG.warnf(e, "%s stays for the next sweep", letter.body());
            }
        }
        return !batch.isEmpty();
    }

    private void bury(Letter letter) {
        try {
            bury(AnnouncementCodec.decode(letter.body()));
        } catch (Refused e) {
            LOG.errorf("%s: dropped, for it can't be read: %s", letter.queue(), e.getMessage());
        }
    }

    private void bury(Announcement said) {
        LOG.warnf("%s: given up by its queue", said);
        switch (said) {
            case Announcement.RunTask task -> tasks.bury(task, CAUSE);
            case Announcement.RunPlan plan -> plans.bury(plan, CAUSE);
            case Announcement.JudgeCycle cycle -> cycles.bury(cycle, CAUSE);
            case Announcement.SeedRun seed -> unseeded(seed.run());
            case Announcement.MirrorTrunk mirror ->
                    events.append(mirror.run(), "mirror.dropped", mirror.run().value(), CAUSE);
        }
    }

    private void unseeded(RunId run) {
        watch.forget(run);
        if (watch.find(run).filter(r -> r.state() instanceof RunState.Seeding).isPresent()) {
            runEnd.end(run, RunState.Outcome.FAILED, "it could not be seeded: " + CAUSE);
        }
    }
}
