package dev.shoal.plan;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.work.Wakes.Wake;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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

    /// The planner waits for results. What it was shown at the beginning of the round counts as
    /// heard.
    void awaits(Round round, String summary) {
        if (plans.await(round.held(), round.results().endedIds(), summary)) {
            wake(round.run().id(), round.plan().id(), Wake.MADE_READY);
        }
    }

    void done(Round round, String handoff) {
        if (plans.finish(round.held(), new PlanState.Done(handoff))) {
            told(round.run().id(), round.plan().id(), Wake.MADE_READY);
        }
    }

    void failed(Round round, String postMortem) {
        if (plans.finish(round.held(), new PlanState.Failed(postMortem))) {
            told(round.run().id(), round.plan().id(), Wake.MADE_READY);
        }
    }

    /// The plan is given back in the middle of its round. False if its claim is lost. What it wrote
    /// down at the end of the last round stays in front of what it did since.
    boolean setAside(Round round, String notes) {
        String before = round.plan().children().summary();
        return plans.release(round.held(), (before + "\n\n" + notes).strip());
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
