package dev.shoal.remote;

import dev.shoal.run.Goal;
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

/// Pushes a commit to upstream's target branch: creates it or moves it forward, never otherwise.
@ApplicationScoped
public class Pushes {
    private final Remotes remotes;

    public Pushes(Remotes remotes) {
        this.remotes = remotes;
    }

    /// True if the branch is there now, false if it has commits that `commit` doesn't have.
    /// Harmless if repeated. Throws [Refused] if upstream doesn't let us in, [TransientFault] if it
    /// may work later. What upstream compares its branch with is what it had when the connection
    /// was made, so nobody else's push is lost.
    boolean push(Depot depot, Goal.Source source, CommitId commit) {
        String branch = Constants.R_HEADS + source.target();
        try (Transport transport = remotes.open(depot, source)) {
            var update =
                    new RemoteRefUpdate(
                            depot.repository(), commit.hex(), branch, false, null, null);
            transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            return isDone(update);
        } catch (IOException e) {
            throw Faults.sorted(source, e);
        }
    }

    private static boolean isDone(RemoteRefUpdate update) {
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> true;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> false;
            default ->
                    throw new TransientFault(
                            "upstream refused %s: %s %s"
                                    .formatted(
                                            update.getRemoteName(),
                                            update.getStatus(),
                                            update.getMessage()),
                            null);
        };
    }
}
