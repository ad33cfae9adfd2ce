package dev.shoal.remote;

import dev.shoal.judge.Cycles;
import dev.shoal.judge.Sentence;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.PlanId;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import dev.shoal.run.Runs;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Begins a run: upstream's commit becomes position 0 of the trunk, and cycle 1 its root plan. Each
/// step can be repeated.
@ApplicationScoped
public class Seeder {
    private static final String BEGINNING = "Begin with nothing\n";

    /// What this process is seeding: a large repository takes longer than the sweeper's patience,
    /// and a second fetch beside the first helps nobody.
    private final Set<RunId> underWay = ConcurrentHashMap.newKeySet();

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

    /// Harmless if repeated: announces again what the run's state implies. Ends the run as failed
    /// if its repository can't be used; throws [dev.shoal.run.TransientFault] if our own stores
    /// can't.
    public void seed(RunId id) {
        if (underWay.add(id)) {
            try {
                follow(id);
            } finally {
                underWay.remove(id);
            }
        }
    }

    private void follow(RunId id) {
        RunState state = state(id);
        if (state instanceof RunState.Seeding) {
            begin(id);
        } else if (state instanceof RunState.Running) {
            ends.begun(id);
        }
    }

    /// A run that has gone on meanwhile, seeded by a copy of the same message, isn't failed.
    private void begin(RunId id) {
        try {
            if (begin(runs.find(id).orElseThrow())) {
                ends.begun(id);
            }
        } catch (Refused | PermanentFault e) {
            if (state(id) instanceof RunState.Seeding) {
                ends.failed(id, String.valueOf(e.getMessage()));
            }
        }
    }

    private RunState state(RunId id) {
        return runs.find(id)
                .map(Run::state)
                .orElseThrow(() -> new PermanentFault("there is no run " + id, null));
    }

    /// False if the run has ended meanwhile, or gone on to a later cycle.
    private boolean begin(Run run) {
        if (trunk.after(run.id(), -1, 1).isEmpty()) {
            trunk.begin(run.id(), fetched(run));
        }
        return cycles.first(run.id(), new PlanBrief(Sentence.ROOT_SCOPE, ""));
    }

    private Landing fetched(Run run) {
        Depot depot = depots.of(run.id());
        CommitId commit =
                clones.fetch(depot, run.goal().source())
                        .orElseGet(() -> depot.root(BEGINNING, run.createdAt()));
        String pack = depots.upload(run.id(), depot, commit, Optional.empty());
        return new Landing(0, commit, pack, Optional.empty(), clock.instant());
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
            announcements.send(new Announcement.MirrorTrunk(run), Setbacks.PERIOD);
        }

        void failed(RunId run, String reason) {
            runEnd.end(run, RunState.Outcome.FAILED, reason);
        }
    }
}
