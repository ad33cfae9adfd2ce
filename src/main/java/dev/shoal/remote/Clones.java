package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.run.Pause;
import dev.shoal.run.Refused;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/// Fetches the one commit a run starts from: shallow, no tags, no checkout, no hooks, no
/// submodules. Each object is checked, so that no tree can name what a checkout must not write.
@ApplicationScoped
public class Clones {
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final String KEPT = "refs/shoal/seed";

    private final Remotes remotes;
    private final Upstream upstream;
    private final Pause pause;

    public Clones(Remotes remotes, Upstream upstream, Pause pause) {
        this.remotes = remotes;
        this.upstream = upstream;
        this.pause = pause;
    }

    /// The commit is in the depot afterwards; there is none in an empty repository. Throws
    /// [Refused] with what is wrong with the repository, or that it could not be reached several
    /// times in a row.
    Optional<CommitId> fetch(Depot depot, Goal.Source source) {
        Duration wait = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(depot, source);
            } catch (TransientFault e) {
                if (attempt == ATTEMPTS) {
                    throw new Refused(
                            RemoteUrls.FIELD,
                            "%s (tried %d times)".formatted(e.getMessage(), attempt));
                }
            }
            pause.of(wait);
            wait = wait.multipliedBy(3);
        }
    }

    private Optional<CommitId> once(Depot depot, Goal.Source source) {
        try (Transport transport = remotes.open(depot, source)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setDepth(1);
            Optional<Ref> start = new Start(refs(transport), source).ref();
            if (start.isEmpty()) {
                return Optional.empty();
            }
            transport.fetch(
                    new SizeGuard(depot, upstream.mostBytes()),
                    List.of(new RefSpec("+" + start.get().getName() + ":" + KEPT)));
            return Optional.of(kept(depot));
        } catch (IOException e) {
            throw Faults.sorted(source, e);
        }
    }

    private static CommitId kept(Depot depot) throws IOException {
        ObjectId fetched = depot.repository().resolve(KEPT + "^{commit}");
        if (fetched == null) {
            throw new TransientFault("what was fetched was taken away again", null);
        }
        new Inspection(depot.repository()).inspect(fetched);
        CommitId commit = new CommitId(fetched.name());
        depot.markShallow(commit);
        return commit;
    }

    private static Collection<Ref> refs(Transport transport) throws IOException {
        try (FetchConnection connection = transport.openFetch()) {
            return connection.getRefs();
        }
    }
}
