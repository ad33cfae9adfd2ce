package dev.shoal.work;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Claim;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.LogContext;
import dev.shoal.run.Mishap;
import dev.shoal.run.Run;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What happens when a task is announced: claim it, work on it, land it, tell its planner.
@ApplicationScoped
public class WorkShift {
    private static final Logger LOG = Logger.getLogger(WorkShift.class);

    /// How long the writing of a post-mortem may take.
    private static final Duration BURIAL = Duration.ofMinutes(1);

    private final RunWatch watch;
    private final Tasks tasks;
    private final Announcements announcements;
    private final Leg leg;
    private final Endings endings;
    private final Ids ids;
    private final InstantSource clock;

    public WorkShift(
            RunWatch watch,
            Tasks tasks,
            Announcements announcements,
            Leg leg,
            Endings endings,
            Ids ids,
            InstantSource clock) {
        this.watch = watch;
        this.tasks = tasks;
        this.announcements = announcements;
        this.leg = leg;
        this.endings = endings;
        this.ids = ids;
        this.clock = clock;
    }

    /// Handles one announcement; may be repeated at any time. Throws [dev.shoal.run.ShoalException]
    /// if it should be announced again.
    public void take(Announcement.RunTask said, Instant deadline) {
        Optional<Run> run = watch.running(said.run());
        if (run.isEmpty()) {
            watch.find(said.run())
                    .filter(r -> r.state() instanceof RunState.Ended)
                    .ifPresent(r -> endings.afterTheEnd(r.id(), said.task()));
            return;
        }
        Lease lease = new Lease(ids.next(), deadline);
        switch (tasks.claim(said.run(), said.task(), lease, clock.instant())) {
            case Claim.Won<Task>(Task task) ->
                    attempt(
                            new Job(
                                    run.get(),
                                    task,
                                    new Held(said.run(), said.task(), lease.token()),
                                    deadline));
            case Claim.Lost<Task>(Instant until) ->
                    announcements.send(
                            said, Duration.between(clock.instant(), until).plusSeconds(1));
            case Claim.Gone<Task> gone -> endings.repeat(said.run(), said.task());
        }
    }

    /// The queue has given the announcement up: the task fails, unless somebody is at it, the run
    /// is not running (then it is announced again when it goes on), or it is over, which its
    /// planner then hears of.
    public void bury(Announcement.RunTask said, String cause) {
        Optional<Run> run = watch.running(said.run());
        if (run.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Lease lease = new Lease(ids.next(), now.plus(BURIAL));
        switch (tasks.claim(said.run(), said.task(), lease, now)) {
            case Claim.Won<Task>(Task task) -> {
                Held held = new Held(said.run(), said.task(), lease.token());
                Job job = new Job(run.get(), task, held, lease.until());
                int attempts = task.attempt() - 1;
                endings.failed(job, cause + ". " + Mishap.postMortem(attempts, task.mishaps()));
            }
            case Claim.Lost<Task> lost -> {}
            case Claim.Gone<Task> gone -> endings.repeat(said.run(), said.task());
        }
    }

    /// Whatever goes wrong is written down while there is somebody to do it. If that can't be, or
    /// the task was out of these hands already, the message comes again and says what is to be
    /// said.
    private void attempt(Job job) {
        try {
            work(job);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warnf(e, "run %s: task %s came to nothing", job.run().id(), job.task().id());
            if (!endings.mishap(job, Mishap.of(e, clock.instant(), job.deadline()))) {
                throw e;
            }
        }
    }

    private void work(Job job) {
        LogContext.leg(job.task().leg());
        Limits.Effort effort = job.run().goal().limits().perTask();
        if (job.task().attempt() > effort.attempts()) {
            endings.failed(job, Mishap.postMortem(job.task().attempt() - 1, job.task().mishaps()));
        } else if (job.task().leg() >= effort.legs()) {
            endings.failed(job, "not finished within %d legs".formatted(effort.legs()));
        } else {
            leg.work(job);
        }
    }
}
