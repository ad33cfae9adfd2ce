package dev.shoal.plan;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Mishap;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.work.Wakes.Wake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How a claimed plan leaves a planner's hands, and who is told: first the write, then the
/// announcement.
@ApplicationScoped
public class PlanEndings {
    private final Plans plans;
    private final Announcements announcements;
    private final RunEnd runEnd;

    public PlanEndings(Plans plans, Announcements announcements, RunEnd runEnd) {
        this.plans = plans;
        this.announcements = announcements;
        this.runEnd = runEnd;
    }

    /// The planner waits for results. Those that it was shown (`heard`) are not shown again. False
    /// if the claim is lost.
    boolean awaits(Round round, Set<String> heard, String summary) {
        boolean mine = plans.await(round.held(), heard, summary);
        if (mine) {
            wake(round.run().id(), round.plan().id(), Wake.MADE_READY);
        }
        return mine;
    }

    /// A plan never ends before its children: if some are open it waits for them.
    void done(Round round, Set<String> heard, String handoff) {
        if (open(round)) {
            awaits(round, heard, handoff);
        } else if (plans.finish(round.held(), new PlanState.Done(handoff))) {
            told(round.run().id(), round.plan().id(), Wake.MADE_READY);
        }
    }

    /// As above. Whoever plans when the results are in learns of the failure. False if the claim is
    /// lost.
    boolean failed(Round round, String postMortem) {
        if (open(round)) {
            String summary = round.plan().children().summary();
            return awaits(
                    round, Set.of(), summary + "\n\nThe round after that failed: " + postMortem);
        }
        boolean mine = plans.finish(round.held(), new PlanState.Failed(postMortem));
        if (mine) {
            told(round.run().id(), round.plan().id(), Wake.MADE_READY);
        }
        return mine;
    }

    private boolean open(Round round) {
        return plans.find(round.run().id(), round.plan().id())
                .filter(plan -> !plan.children().open().isEmpty())
                .isPresent();
    }

    /// The round is not over: another planner goes on from the notes.
    void handOver(Round round, String notes, Duration later) {
        Duration wait = later.compareTo(Announcements.LONGEST) > 0 ? Announcements.LONGEST : later;
        if (plans.handOver(round.held(), notes, wait)) {
            announcements.send(said(round), wait);
        }
    }

    /// This attempt at the round came to nothing: another planner tries later, if there may be
    /// another. False if the plan is no longer in these hands: then it was perhaps given away
    /// before the mishap, and nobody told.
    boolean mishap(Round round, String what) {
        int attempt = round.plan().attempt();
        if (attempt >= round.run().goal().limits().perTask().attempts()) {
            return failed(
                    round, Mishap.postMortem(attempt, round.plan().trail().with(what).mishaps()));
        }
        Duration later = Mishap.pause(attempt);
        boolean mine = plans.retry(round.held(), what, later);
        if (mine) {
            announcements.send(said(round), later);
        }
        return mine;
    }

    private static Announcement said(Round round) {
        return new Announcement.RunPlan(round.run().id(), round.plan().id());
    }

    /// The plan is given back in the middle of its round. False if its claim is lost.
    boolean setAside(Round round, String notes) {
        return plans.setAside(round.held(), notes);
    }

    void outOfAllowance(Round round, String notes) {
        setAside(round, notes);
        runEnd.end(
                round.run().id(),
                RunState.Outcome.EXHAUSTED,
                "the limit of tokens or usd is used up");
    }

    /// Says again what the state of a plan implies that was perhaps not said before a crash.
    void repeat(RunId run, PlanId id) {
        Optional<Plan> plan = plans.find(run, id);
        if (plan.isEmpty()) {
            return;
        }
        if (plan.get().state().isOver()) {
            told(run, id, Wake.ALREADY_READY);
        } else {
            wake(run, id, Wake.MADE_READY);
        }
    }

    /// The plan is over: its parent, or the judge, gets to know. `least` is how sure the parent
    /// must be to need it.
    private void told(RunId run, PlanId id, Wake least) {
        id.parent()
                .ifPresentOrElse(
                        parent -> wake(run, parent, least),
                        () -> announcements.send(new Announcement.JudgeCycle(run, id.cycle())));
    }

    private void wake(RunId run, PlanId plan, Wake least) {
        if (plans.wake(run, plan).compareTo(least) <= 0) {
            announcements.send(new Announcement.RunPlan(run, plan));
        }
    }
}
