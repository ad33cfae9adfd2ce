package dev.shoal.plan;

import dev.shoal.agent.AgentEnd;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Claim;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.Mishap;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What happens when a plan is announced: claim it, let its planner have a round, and wait or
/// finish.
@ApplicationScoped
public class PlanRound {
    private static final Logger LOG = Logger.getLogger(PlanRound.class);

    /// How long the writing of a post-mortem may take.
    private static final Duration BURIAL = Duration.ofMinutes(1);

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
            case Claim.Won<Plan>(Plan plan) -> attempt(new Round(run.get(), plan, lease));
            case Claim.Lost<Plan>(Instant until) ->
                    announcements.send(
                            said, Duration.between(clock.instant(), until).plusSeconds(1));
            case Claim.Gone<Plan> gone -> endings.repeat(said.run(), said.plan());
        }
    }

    /// The queue has given the announcement up: the plan fails, as a task would.
    public void bury(Announcement.RunPlan said, String cause) {
        Optional<Run> run = watch.running(said.run());
        if (run.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Lease lease = new Lease(ids.next(), now.plus(BURIAL));
        switch (plans.claim(said.run(), said.plan(), lease, now)) {
            case Claim.Won<Plan>(Plan plan) ->
                    endings.failed(
                            new Round(run.get(), plan, lease),
                            cause
                                    + ". "
                                    + Mishap.postMortem(
                                            plan.attempt() - 1, plan.trail().mishaps()));
            case Claim.Lost<Plan> lost -> {}
            case Claim.Gone<Plan> gone -> endings.repeat(said.run(), said.plan());
        }
    }

    /// Whatever goes wrong is written down while there is somebody to do it. If that can't be, or
    /// the plan was out of these hands already, the message comes again and says what is to be
    /// said.
    private void attempt(Round round) {
        try {
            plan(round);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warnf(e, "run %s: plan %s came to nothing", round.run().id(), round.plan().id());
            if (!endings.mishap(round, Mishap.of(e, clock.instant(), round.lease().until()))) {
                throw e;
            }
        }
    }

    private void plan(Round round) {
        Limits limits = round.run().goal().limits();
        if (round.plan().attempt() > limits.perTask().attempts()) {
            endings.failed(
                    round,
                    Mishap.postMortem(round.plan().attempt() - 1, round.plan().trail().mishaps()));
            return;
        }
        Results.Unheard results = planner.results(round);
        if (round.plan().round() >= limits.rounds()) {
            endings.done(
                    round,
                    results.endedIds(),
                    "The limit of rounds is used up. Last summary: "
                            + round.plan().children().summary());
        } else {
            conclude(round, results, planner.plan(round, results));
        }
    }

    private void conclude(Round round, Results.Unheard results, AgentEnd<Outcome> end) {
        switch (end) {
            case AgentEnd.Finished<Outcome>(Outcome.Await(String summary)) ->
                    endings.awaits(round, results.endedIds(), summary);
            case AgentEnd.Finished<Outcome>(Outcome.Complete(String summary)) ->
                    endings.done(round, results.endedIds(), summary);
            case AgentEnd.HandedOver<Outcome>(String notes, Duration later) ->
                    handedOver(round, results, notes, later);
            case AgentEnd.OutOfAllowance<Outcome>(String notes) ->
                    endings.outOfAllowance(round, notes);
            case AgentEnd.Stopped<Outcome>(String notes) -> setAside(round, notes);
            case AgentEnd.Failed<Outcome>(String cause) -> endings.failed(round, cause);
        }
    }

    /// Within the limit of legs the round goes on; then it ends with what it came to.
    private void handedOver(Round round, Results.Unheard results, String notes, Duration later) {
        int legs = round.run().goal().limits().perTask().legs();
        if (round.plan().trail().leg() + 1 < legs) {
            endings.handOver(round, notes, later);
        } else if (created(round) == 0) {
            endings.failed(round, "nothing planned within %d legs. %s".formatted(legs, notes));
        } else {
            endings.awaits(round, results.endedIds(), notes);
        }
    }

    private int created(Round round) {
        return plans.find(round.run().id(), round.plan().id())
                .map(plan -> plan.children().created())
                .orElse(0);
    }

    /// As with tasks that are set aside: says so itself if the run went on in the meantime.
    private void setAside(Round round, String notes) {
        RunId run = round.run().id();
        if (endings.setAside(round, notes) && watch.running(run).isPresent()) {
            announcements.send(new Announcement.RunPlan(run, round.plan().id()));
        }
    }
}
