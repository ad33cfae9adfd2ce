package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.run.ShoalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/// Whether a repository can be used, without fetching anything of it.
public final class Reach {
    private static final int TIMEOUT_SECONDS = 20;

    private Reach() {}

    /// What would keep a run from starting there, as a sentence; empty if nothing would.
    public static Optional<String> trouble(Upstream upstream, URI repository) {
        Goal.Source source = new Goal.Source(repository, Optional.empty(), "shoal/doctor");
        try (Transport transport = open(upstream, repository);
                FetchConnection connection = transport.openFetch()) {
            new Start(connection.getRefs(), source).ref();
            return Optional.empty();
        } catch (ShoalException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of(String.valueOf(Faults.sorted(source, e).getMessage()));
        }
    }

    private static Transport open(Upstream upstream, URI repository)
            throws IOException, NotSupportedException, TransportException {
        URI uri = RemoteUrls.parse(repository.toString(), upstream.local());
        PublicAddresses.check(uri);
        Transport transport =
                Transport.open(
                        RemoteUrls.scheme(uri).equals("file")
                                ? new URIish()
                                        .setScheme("file")
                                        .setPath(Path.of(uri.getPath()).toString())
                                : new URIish(uri.toURL()));
        transport.setTimeout(TIMEOUT_SECONDS);
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new CheckedConnections(uri));
            upstream.token()
                    .ifPresent(
                            token ->
                                    http.setCredentialsProvider(
                                            new OneHostCredentials(uri, token.get())));
        }
        return transport;
    }
}
