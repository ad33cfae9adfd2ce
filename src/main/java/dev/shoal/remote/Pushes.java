package dev.shoal.remote;

import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/// Pushes a commit to upstream's target branch, fast-forward only.
@ApplicationScoped
public class Pushes {
    private final Remotes remotes;

    public Pushes(Remotes remotes) {
        this.remotes = remotes;
    }

    /// Throws [Refused] if the branch has commits that aren't ours, [TransientFault] if it may work
    /// later.
    void push(Depot depot, Run run, CommitId commit) {
        String branch = Constants.R_HEADS + run.goal().source().target();
        try (Transport transport = remotes.open(depot, run.goal().source())) {
            var update =
                    new RemoteRefUpdate(
                            depot.repository(), commit.hex(), branch, false, null, null);
            transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            check(update);
        } catch (IOException e) {
            throw new TransientFault("can't push to %s: %s".formatted(branch, e.getMessage()), e);
        }
    }

    private static void check(RemoteRefUpdate update) {
        switch (update.getStatus()) {
            case OK, UP_TO_DATE -> {}
            case REJECTED_NONFASTFORWARD ->
                    throw new Refused(
                            "target",
                            "somebody else pushed to %s; it is left alone"
                                    .formatted(update.getRemoteName()));
            default ->
                    throw new TransientFault(
                            "upstream refused %s: %s %s"
                                    .formatted(
                                            update.getRemoteName(),
                                            update.getStatus(),
                                            update.getMessage()),
                            null);
        }
    }
}
