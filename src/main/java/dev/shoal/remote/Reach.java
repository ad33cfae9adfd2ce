package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.run.ShoalException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;

/// Whether a repository can be used, without fetching anything of it.
public final class Reach {
    private static final int TIMEOUT_SECONDS = 20;

    private Reach() {}

    /// What would keep a run from starting there, as a sentence; empty if nothing would.
    public static Optional<String> trouble(Upstream upstream, URI repository) {
        Goal.Source source = new Goal.Source(repository, Optional.empty(), "shoal/doctor");
        try (Transport transport = open(new Remotes(upstream), source);
                FetchConnection connection = transport.openFetch()) {
            new Start(connection.getRefs(), source).ref();
            return Optional.empty();
        } catch (ShoalException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of(String.valueOf(Faults.sorted(source, e).getMessage()));
        }
    }

    /// With less patience than a run has: somebody waits for the answer.
    private static Transport open(Remotes remotes, Goal.Source source) throws IOException {
        Transport transport = remotes.open(source);
        transport.setTimeout(TIMEOUT_SECONDS);
        return transport;
    }
}
