package dev.shoal.remote;

import dev.shoal.run.Events;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.ShoalException;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;

/// Brings upstream's target branch level with the trunk, once.
@ApplicationScoped
public class Levelling {
    private final Trunk trunk;
    private final Depots depots;
    private final Pushes pushes;
    private final Setbacks setbacks;
    private final Events events;

    public Levelling(Trunk trunk, Depots depots, Pushes pushes, Setbacks setbacks, Events events) {
        this.trunk = trunk;
        this.depots = depots;
        this.pushes = pushes;
        this.setbacks = setbacks;
        this.events = events;
    }

    /// True if upstream is level with the trunk, or if trying again would not make it so. A run
    /// that was never seeded, or on which nothing landed, has nothing to show.
    boolean level(Run run) {
        RunId id = run.id();
        if (trunk.after(id, 0, 1).isEmpty()) {
            return true;
        }
        Landing end = trunk.end(id);
        if (trunk.mirrored(id) >= end.position()) {
            return true;
        }
        try {
            push(run, end);
            return true;
        } catch (ShoalException e) {
            tell(run, String.valueOf(e.getMessage()));
            return e instanceof Refused;
        }
    }

    private void push(Run run, Landing end) {
        Depot depot = depots.at(run.id(), end);
        pushes.push(depot, run.goal().source(), end.commit());
        trunk.mirrored(run.id(), end.position());
        setbacks.worked(run.id());
    }

    private void tell(Run run, String reason) {
        if (setbacks.failed(run.id(), reason)) {
            events.append(run.id(), "mirror.failed", run.goal().source().target(), reason);
        }
    }
}
