package dev.shoal.trunk;

import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// Every 64 landings makes one pack of everything, so that a newcomer needs that one and at most 63
/// small ones.
@ApplicationScoped
public class Consolidator {
    private static final int EVERY = 64;

    private final Trunk trunk;
    private final Depots depots;
    private final int every;

    @Inject
    public Consolidator(Trunk trunk, Depots depots) {
        this(trunk, depots, EVERY);
    }

    /// `every` how many landings.
    public Consolidator(Trunk trunk, Depots depots, int every) {
        this.trunk = trunk;
        this.depots = depots;
        this.every = every;
    }

    /// To be called by whoever landed at `position`, after telling the planner.
    public void after(RunId run, long position) {
        if (position % every != 0) {
            return;
        }
        Landing landing = trunk.after(run, position - 1, 1).getFirst();
        Depot depot = depots.at(run, landing);
        String pack = depots.upload(run, depot, landing.commit(), Optional.empty());
        trunk.consolidated(run, new Trunk.Consolidation(position, landing.commit(), pack));
    }
}
