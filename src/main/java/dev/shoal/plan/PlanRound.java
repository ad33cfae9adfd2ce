package dev.shoal.plan;

import dev.shoal.agent.AgentEnd;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Claim;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What happens when a plan is announced: claim it, let its planner have a round, and wait or
/// finish.
@ApplicationScoped
public class PlanRound {
    private final RunWatch watch;
    private final Plans plans;
    private final Announcements announcements;
    private final Planner planner;
    private final PlanEndings endings;
    private final Ids ids;
    private final InstantSource clock;

    public PlanRound(
            RunWatch watch,
            Plans plans,
            Announcements announcements,
            Planner planner,
            PlanEndings endings,
            Ids ids,
            InstantSource clock) {
        this.watch = watch;
        this.plans = plans;
        this.announcements = announcements;
        this.planner = planner;
        this.endings = endings;
        this.ids = ids;
        this.clock = clock;
    }

    /// Handles one announcement; may be repeated at any time. Throws [dev.shoal.run.ShoalException]
    /// if it should be announced again.
    public void take(Announcement.RunPlan said, Instant deadline) {
        Optional<Run> run = watch.running(said.run());
        if (run.isEmpty()) {
            return;
        }
        Lease lease = new Lease(ids.next(), deadline);
        switch (plans.claim(said.run(), said.plan(), lease, clock.instant())) {
            case Claim.Won<Plan>(Plan plan) -> plan(planner.round(run.get(), plan, lease));
            case Claim.Lost<Plan>(Instant until) ->
                    announcements.send(
                            said, Duration.between(clock.instant(), until).plusSeconds(1));
            case Claim.Gone<Plan> gone -> endings.repeat(said.run(), said.plan());
        }
    }

    private void plan(Round round) {
        Limits limits = round.run().goal().limits();
        if (round.plan().attempt() > limits.perTask().attempts()) {
            endings.failed(round, "lost: its planner died or ran out of time in each attempt");
        } else if (round.plan().round() >= limits.rounds()) {
            endings.done(
                    round,
                    "The limit of rounds is used up. Last summary: "
                            + round.plan().children().summary());
        } else {
            conclude(round, planner.plan(round));
        }
    }

    private void conclude(Round round, AgentEnd<Outcome> end) {
        switch (end) {
            case AgentEnd.Finished<Outcome>(Outcome.Await(String summary)) ->
                    endings.awaits(round, summary);
            case AgentEnd.Finished<Outcome>(Outcome.Complete(String summary)) ->
                    endings.done(round, summary);
            case AgentEnd.HandedOver<Outcome>(String notes, Duration later) ->
                    endings.awaits(round, notes);
            case AgentEnd.OutOfAllowance<Outcome>(String notes) ->
                    endings.outOfAllowance(round, notes);
            case AgentEnd.Stopped<Outcome>(String notes) -> setAside(round, notes);
            case AgentEnd.Failed<Outcome>(String cause) -> endings.failed(round, cause);
        }
    }

    /// As with tasks that are set aside: says so itself if the run went on in the meantime.
    private void setAside(Round round, String notes) {
        RunId run = round.run().id();
        if (endings.setAside(round, notes) && watch.running(run).isPresent()) {
            announcements.send(new Announcement.RunPlan(run, round.plan().id()));
        }
    }
}
