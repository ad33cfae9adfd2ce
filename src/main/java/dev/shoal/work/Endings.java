package dev.shoal.work;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Mishap;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState.Outcome;
import dev.shoal.run.RunWatch;
import dev.shoal.run.TaskId;
import dev.shoal.run.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/// How a claimed task leaves a worker's hands, and who is told: first the write, then the
/// announcement.
@ApplicationScoped
public class Endings {
    private final Tasks tasks;
    private final Wakes wakes;
    private final Announcements announcements;
    private final RunEnd runEnd;
    private final RunWatch watch;

    public Endings(
            Tasks tasks, Wakes wakes, Announcements announcements, RunEnd runEnd, RunWatch watch) {
        this.watch = watch;
        this.tasks = tasks;
        this.wakes = wakes;
        this.announcements = announcements;
        this.runEnd = runEnd;
    }

    void done(Job job, String handoff) {
        if (tasks.finish(job.held(), new TaskState.Done(handoff))) {
            told(job);
        }
    }

    /// False if the claim is lost.
    boolean failed(Job job, String postMortem) {
        boolean mine = tasks.finish(job.held(), new TaskState.Failed(postMortem));
        if (mine) {
            told(job);
        }
        return mine;
    }

    void landed(Job job) {
        told(job);
        runEnd.landed(job.run().id());
    }

    /// The task is over: wakes its planner if that was the last one it waited for.
    void told(Job job) {
        PlanId plan = job.task().id().plan();
        if (wakes.wake(job.run().id(), plan) == Wakes.Wake.MADE_READY) {
            announcements.send(new Announcement.RunPlan(job.run().id(), plan));
        }
    }

    void handOver(Job job, Checkpoint checkpoint, Duration later) {
        if (tasks.handOver(job.held(), checkpoint, within(later))) {
            announcements.send(said(job), later);
        }
    }

    /// This attempt came to nothing, for a reason that may lie outside of the task: another worker
    /// tries later, if there may be another. False if the task is no longer in these hands: then it
    /// was perhaps given away before the mishap, and nobody told.
    boolean mishap(Job job, String what) {
        int attempt = job.task().attempt();
        if (attempt >= job.run().goal().limits().perTask().attempts()) {
            List<String> mishaps = Trail.longer(job.task().mishaps(), what);
            return failed(job, Mishap.postMortem(attempt, mishaps));
        }
        Duration later = Mishap.pause(attempt);
        boolean mine = tasks.retry(job.held(), what, later);
        if (mine) {
            announcements.send(said(job), later);
        }
        return mine;
    }

    private static Announcement said(Job job) {
        return new Announcement.RunTask(job.run().id(), job.task().id());
    }

    /// As long as a queue holds something back at most.
    private static Duration within(Duration later) {
        return later.compareTo(Announcements.LONGEST) > 0 ? Announcements.LONGEST : later;
    }

    void outOfAllowance(Job job, Checkpoint checkpoint) {
        tasks.setAside(job.held(), checkpoint);
        runEnd.end(job.run().id(), Outcome.EXHAUSTED, "the limit of tokens or usd is used up");
    }

    /// For a run that does not go on now but may later. If it went on in the meantime, nobody else
    /// would say so: the run was read as paused before this write, and what is ready was looked for
    /// before it, too.
    void setAside(Job job, Checkpoint checkpoint) {
        RunId run = job.run().id();
        if (tasks.setAside(job.held(), checkpoint) && watch.running(run).isPresent()) {
            announcements.send(new Announcement.RunTask(run, job.task().id()));
        }
    }

    /// For a run that never goes on.
    void released(Job job) {
        tasks.release(job.held());
    }

    /// The run is over. A task that landed at the very end has it mirrored, in case that was not
    /// said before a crash.
    void afterTheEnd(RunId run, TaskId task) {
        tasks.find(run, task)
                .filter(found -> found.state() instanceof TaskState.Landed)
                .ifPresent(found -> runEnd.ended(run));
    }

    /// Says again what the state of a task implies that was perhaps not said before a crash.
    void repeat(RunId run, TaskId task) {
        boolean over = tasks.find(run, task).map(t -> t.state().isOver()).orElse(false);
        if (over && wakes.wake(run, task.plan()) != Wakes.Wake.NOT_YET) {
            announcements.send(new Announcement.RunPlan(run, task.plan()));
        }
    }
}
