package dev.shoal.judge;

import dev.shoal.agent.AgentEnd;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Claim;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Mishap;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What happens when a cycle's end is announced: claim it, hear the judge, and carry the verdict
/// out.
@ApplicationScoped
public class Judging {
    private static final Logger LOG = Logger.getLogger(Judging.class);

    /// How long the writing of a post-mortem may take.
    private static final Duration BURIAL = Duration.ofMinutes(1);

    private final RunWatch watch;
    private final Cycles cycles;
    private final Announcements announcements;
    private final Judge judge;
    private final Sentence sentence;
    private final Ids ids;
    private final InstantSource clock;

    public Judging(
            RunWatch watch,
            Cycles cycles,
            Announcements announcements,
            Judge judge,
            Sentence sentence,
            Ids ids,
            InstantSource clock) {
        this.watch = watch;
        this.cycles = cycles;
        this.announcements = announcements;
        this.judge = judge;
        this.sentence = sentence;
        this.ids = ids;
        this.clock = clock;
    }

    /// Handles one announcement; may be repeated at any time. Throws [dev.shoal.run.ShoalException]
    /// if it should be announced again.
    public void take(Announcement.JudgeCycle said, Instant deadline) {
        Optional<Run> run = watch.running(said.run());
        if (run.isEmpty()) {
            watch.find(said.run())
                    .filter(r -> r.state() instanceof RunState.Ended)
                    .ifPresent(r -> sentence.ended(r.id()));
            return;
        }
        Lease lease = new Lease(ids.next(), deadline);
        switch (cycles.claim(said.run(), said.cycle(), lease, clock.instant())) {
            case Claim.Won<Cycle>(Cycle cycle) ->
                    attempt(new Hearing(run.get(), cycle, lease.token(), deadline));
            case Claim.Lost<Cycle>(Instant until) ->
                    announcements.send(
                            said, Duration.between(clock.instant(), until).plusSeconds(1));
            case Claim.Gone<Cycle> gone -> sentence.repeat(said.run(), said.cycle());
        }
    }

    /// The queue has given the announcement up: the cycle can't be judged, and the run ends.
    void bury(Announcement.JudgeCycle said, String cause) {
        Optional<Run> run = watch.running(said.run());
        if (run.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Lease lease = new Lease(ids.next(), now.plus(BURIAL));
        switch (cycles.claim(said.run(), said.cycle(), lease, now)) {
            case Claim.Won<Cycle>(Cycle cycle) ->
                    sentence.failed(
                            new Hearing(run.get(), cycle, lease.token(), lease.until()), cause);
            case Claim.Lost<Cycle> lost -> {}
            case Claim.Gone<Cycle> gone -> sentence.repeat(said.run(), said.cycle());
        }
    }

    /// Whatever goes wrong is written down while there is somebody to do it. If that can't be, or
    /// the judging was out of these hands already, the message comes again.
    private void attempt(Hearing hearing) {
        try {
            hear(hearing);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warnf(e, "run %s: %s was not judged", hearing.run().id(), hearing.subject());
            if (!sentence.mishap(hearing, Mishap.of(e, clock.instant(), hearing.deadline()))) {
                throw e;
            }
        }
    }

    private void hear(Hearing hearing) {
        Cycle cycle = hearing.cycle();
        if (cycle.attempt() > hearing.run().goal().limits().perTask().attempts()) {
            sentence.failed(
                    hearing, Mishap.postMortem(cycle.attempt() - 1, cycle.trail().mishaps()));
            return;
        }
        switch (judge.judge(hearing)) {
            case AgentEnd.Finished<Verdict>(Verdict verdict) -> sentence.carryOut(hearing, verdict);
            case AgentEnd.HandedOver<Verdict>(String notes, Duration later) ->
                    handedOver(hearing, notes, later);
            case AgentEnd.OutOfAllowance<Verdict>(String notes) ->
                    sentence.outOfAllowance(hearing, notes);
            case AgentEnd.Stopped<Verdict>(String notes) -> setAside(hearing, notes);
            case AgentEnd.Failed<Verdict>(String cause) -> sentence.failed(hearing, cause);
        }
    }

    private void handedOver(Hearing hearing, String notes, Duration later) {
        int legs = hearing.run().goal().limits().perTask().legs();
        if (hearing.cycle().trail().leg() + 1 < legs) {
            sentence.handOver(hearing, notes, later);
        } else {
            sentence.failed(hearing, "no verdict within %d legs. %s".formatted(legs, notes));
        }
    }

    /// As with tasks that are set aside: says so itself if the run went on in the meantime.
    private void setAside(Hearing hearing, String notes) {
        RunId run = hearing.run().id();
        int cycle = hearing.cycle().number();
        if (cycles.setAside(run, cycle, hearing.token(), notes) && watch.running(run).isPresent()) {
            announcements.send(new Announcement.JudgeCycle(run, cycle));
        }
    }
}
