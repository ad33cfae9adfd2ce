package dev.shoal.remote;

import dev.shoal.judge.Cycles;
import dev.shoal.judge.Sentence;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.PlanId;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import dev.shoal.run.Runs;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Begins a run: upstream's commit becomes position 0 of the trunk, and cycle 1 its root plan. Each
/// step can be repeated.
@ApplicationScoped
public class Seeder {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Runs runs;
    private final Clones clones;
    private final Depots depots;
    private final Trunk trunk;
    private final Cycles cycles;
    private final Ends ends;
    private final InstantSource clock;

    public Seeder(
            Runs runs,
            Clones clones,
            Depots depots,
            Trunk trunk,
            Cycles cycles,
            Ends ends,
            InstantSource clock) {
        this.runs = runs;
        this.clones = clones;
        this.depots = depots;
        this.trunk = trunk;
        this.cycles = cycles;
        this.ends = ends;
        this.clock = clock;
    }

    public void seed(RunId id) {
        Optional<Run> run = runs.find(id);
        if (run.isEmpty() || run.get().state() instanceof RunState.Ended) {
            return;
        }
        try {
            if (run.get().state() instanceof RunState.Seeding) {
                begin(run.get());
            }
            ends.begun(id);
        } catch (Refused e) {
            ends.failed(id, String.valueOf(e.getMessage()));
        } catch (TransientFault e) {
            if (clock.instant().isAfter(run.get().createdAt().plus(PATIENCE))) {
                ends.failed(id, "the repository could not be read: " + e.getMessage());
                return;
            }
            throw e;
        }
    }

    private void begin(Run run) {
        Depot depot = depots.of(run.id());
        CommitId commit = clones.fetch(depot, run);
        String pack = depots.upload(run.id(), depot, commit, Optional.empty());
        trunk.begin(run.id(), new Landing(0, commit, pack, Optional.empty(), clock.instant()));
        cycles.first(run.id(), new PlanBrief(Sentence.ROOT_SCOPE, ""));
    }

    /// Who is told how seeding went.
    @ApplicationScoped
    public static class Ends {
        private final RunWatch watch;
        private final RunEnd runEnd;
        private final Announcements announcements;

        public Ends(RunWatch watch, RunEnd runEnd, Announcements announcements) {
            this.watch = watch;
            this.runEnd = runEnd;
            this.announcements = announcements;
        }

        void begun(RunId run) {
            watch.forget(run);
            announcements.send(new Announcement.RunPlan(run, PlanId.root(1)));
            announcements.send(new Announcement.MirrorTrunk(run), Mirror.PERIOD);
        }

        void failed(RunId run, String reason) {
            runEnd.end(run, RunState.Outcome.FAILED, reason);
        }
    }
}
