package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import java.util.Optional;

/// What reaches upstream, with something else in upstream's place. For simulations.
public final class StandInUpstream {
    private static final Upstream LOCAL = new Upstream(true, Optional.empty());

    private StandInUpstream() {}

    /// Upstream as seen from here.
    public interface Host {
        /// The commit that a run starts from is in the depot afterwards.
        CommitId fetch(Depot depot);

        /// As [Pushes#push].
        boolean push(Depot depot, CommitId commit);

        /// The newest commit of the target branch.
        CommitId newest();
    }

    public static Clones clones(Host host) {
        return new Clones(new Remotes(LOCAL), LOCAL, time -> {}) {
            @Override
            Optional<CommitId> fetch(Depot depot, Goal.Source source) {
                return Optional.of(host.fetch(depot));
            }
        };
    }

    /// Nobody else pushes here: what is there came from the trunk.
    public static Incoming incoming(Host host) {
        return new Incoming(new Remotes(LOCAL), LOCAL) {
            @Override
            CommitId fetch(Depot depot, Goal.Source source, CommitId end) {
                return host.newest();
            }
        };
    }

    public static Pushes pushes(Host host) {
        return new Pushes(new Remotes(LOCAL)) {
            @Override
            boolean push(Depot depot, Goal.Source source, CommitId commit) {
                return host.push(depot, commit);
            }
        };
    }
}
