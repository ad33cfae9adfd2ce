package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.run.Refused;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/// Fetches what somebody else pushed to the target branch.
@ApplicationScoped
public class Incoming {
    private static final String KEPT = "refs/shoal/incoming";

    private final Remotes remotes;
    private final Upstream upstream;

    public Incoming(Remotes remotes, Upstream upstream) {
        this.remotes = remotes;
        this.upstream = upstream;
    }

    /// The newest commit of the target branch, which is in the depot afterwards with all that it
    /// has and `end` has not. Throws [Refused] if it has something that git forbids, or nothing in
    /// common with the trunk; [TransientFault] if it may work later.
    CommitId fetch(Depot depot, Goal.Source source, CommitId end) {
        try (Transport transport = remotes.open(depot, source)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.fetch(
                    new SizeGuard(depot, upstream.mostBytes()),
                    List.of(new RefSpec("+" + Constants.R_HEADS + source.target() + ":" + KEPT)));
            ObjectId fetched = depot.repository().resolve(KEPT + "^{commit}");
            if (fetched == null) {
                throw new TransientFault("the target branch was taken away meanwhile", null);
            }
            new Inspection(depot.repository()).inspect(fetched, ObjectId.fromString(end.hex()));
            return related(depot, source, new CommitId(fetched.name()), end);
        } catch (IOException e) {
            throw Faults.sorted(source, e);
        }
    }

    private static CommitId related(
            Depot depot, Goal.Source source, CommitId theirs, CommitId end) {
        if (depot.forkOf(theirs, end).isEmpty()) {
            throw new Refused(
                    "target",
                    "somebody else put commits on %s that have nothing in common with this run; it is left alone"
                            .formatted(source.target()));
        }
        return theirs;
    }
}
