package dev.shoal.remote;

import dev.shoal.run.Cut;
import dev.shoal.run.Goal;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/// Fetches the one commit a run starts from: shallow, no tags, no checkout, no hooks, no
/// submodules.
@ApplicationScoped
public class Clones {
    private final Remotes remotes;

    public Clones(Remotes remotes) {
        this.remotes = remotes;
    }

    /// The commit is in the depot afterwards. Throws [Refused] with what is wrong with the
    /// repository, or [TransientFault] if it may be readable later.
    CommitId fetch(Depot depot, Run run) {
        Goal.Source source = run.goal().source();
        try (Transport transport = remotes.open(depot, source)) {
            Ref start = start(refs(transport), source);
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setDepth(1);
            String kept = "refs/shoal/seed";
            transport.fetch(
                    NullProgressMonitor.INSTANCE,
                    List.of(new RefSpec("+" + start.getName() + ":" + kept)));
            CommitId commit =
                    new CommitId(Objects.requireNonNull(depot.repository().resolve(kept)).name());
            depot.markShallow(commit);
            return commit;
        } catch (NoRemoteRepositoryException | NotSupportedException e) {
            throw new Refused("repository", "there is no git repository at " + source.repository());
        } catch (TransportException e) {
            throw sorted(source, e);
        } catch (IOException e) {
            throw new TransientFault(
                    "can't read " + source.repository() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Ref> refs(Transport transport)
            throws TransportException, NotSupportedException {
        try (FetchConnection connection = transport.openFetch()) {
            return connection.getRefsMap();
        }
    }

    private static Ref start(Map<String, Ref> refs, Goal.Source source) {
        if (refs.keySet().stream().noneMatch(name -> name.startsWith(Constants.R_HEADS))) {
            throw new Refused(
                    "repository", "the repository has no commits: " + source.repository());
        }
        if (refs.containsKey(Constants.R_HEADS + source.target())) {
            throw new Refused(
                    "target",
                    "the branch %s exists already; name another target".formatted(source.target()));
        }
        String name = source.branch().map(b -> Constants.R_HEADS + b).orElse(Constants.HEAD);
        Ref ref = refs.get(name);
        if (ref == null) {
            throw new Refused(
                    "branch", "there is no branch %s; there is %s".formatted(name, branches(refs)));
        }
        return ref;
    }

    private static String branches(Map<String, Ref> refs) {
        return refs.keySet().stream()
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(name -> name.substring(Constants.R_HEADS.length()))
                .limit(10)
                .collect(Collectors.joining(", "));
    }

    private static RuntimeException sorted(Goal.Source source, TransportException e) {
        String message = Cut.middle(String.valueOf(e.getMessage()), 500);
        if (message.contains("not authorized") || message.contains("Authentication is required")) {
            return new Refused(
                    "repository",
                    "%s can't be read without a credential (set SHOAL_GIT_TOKEN), or it doesn't exist"
                            .formatted(source.repository()));
        }
        if (message.contains("not found") || message.contains("403")) {
            return new Refused(
                    "repository", "%s can't be read: %s".formatted(source.repository(), message));
        }
        return new TransientFault("can't reach %s: %s".formatted(source.repository(), message), e);
    }
}
