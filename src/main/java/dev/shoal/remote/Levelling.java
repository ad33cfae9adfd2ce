package dev.shoal.remote;

import dev.shoal.run.Events;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.ShoalException;
import dev.shoal.run.TransientFault;
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
    private final Joining joining;
    private final Setbacks setbacks;
    private final Events events;

    public Levelling(
            Trunk trunk,
            Depots depots,
            Pushes pushes,
            Joining joining,
            Setbacks setbacks,
            Events events) {
        this.trunk = trunk;
        this.depots = depots;
        this.pushes = pushes;
        this.joining = joining;
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

    /// What somebody else has pushed meanwhile comes onto the trunk first, and is never
    /// overwritten. Who pushes again and again while we try only delays us.
    private void push(Run run, Landing end) {
        Landing pushed = end;
        if (!pushed(run, pushed)) {
            pushed = joining.join(run);
            if (!pushed(run, pushed)) {
                throw new TransientFault("somebody else pushed once more meanwhile", null);
            }
        }
        trunk.mirrored(run.id(), pushed.position());
        setbacks.worked(run.id());
    }

    private boolean pushed(Run run, Landing end) {
        return pushes.push(depots.at(run.id(), end), run.goal().source(), end.commit());
    }

    private void tell(Run run, String reason) {
        if (setbacks.failed(run.id(), reason)) {
            events.append(run.id(), "mirror.failed", run.goal().source().target(), reason);
        }
    }
}
