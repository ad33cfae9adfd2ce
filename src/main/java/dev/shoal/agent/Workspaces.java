package dev.shoal.agent;

import dev.shoal.run.RunId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;

/// Opens the trunk's newest tree for an agent.
@ApplicationScoped
public class Workspaces {
    private final Trunk trunk;
    private final Depots depots;

    public Workspaces(Trunk trunk, Depots depots) {
        this.trunk = trunk;
        this.depots = depots;
    }

    public AtEnd atEnd(RunId run) {
        Landing end = trunk.end(run);
        Depot depot = depots.at(run, end);
        return new AtEnd(end, depot, new Workspace(depot, depot.treeOf(end.commit())));
    }

    /// The end of the trunk as it was found, and a workspace on its tree.
    public record AtEnd(Landing end, Depot depot, Workspace workspace) {}
}
