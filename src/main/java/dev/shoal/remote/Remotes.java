package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.trunk.Depot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportBundle;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/// Opens connections to upstream. The host is checked again for each connection that is made.
///
/// For `file:` both ends run in this process: nothing is forked, and the hooks of the repository at
/// the other end are not run.
@ApplicationScoped
public class Remotes {
    private static final int TIMEOUT_SECONDS = 60;

    private final Upstream upstream;

    public Remotes(Upstream upstream) {
        this.upstream = upstream;
    }

    /// The caller closes it. Throws [dev.shoal.run.Refused] if the address isn't acceptable.
    Transport open(Depot depot, Goal.Source source) throws IOException {
        URI uri = checked(source);
        return guarded(Transport.open(depot.repository(), address(uri)), uri);
    }

    /// The same without a repository of our own: for a look at what is there.
    Transport open(Goal.Source source) throws IOException {
        URI uri = checked(source);
        return guarded(Transport.open(address(uri)), uri);
    }

    private URI checked(Goal.Source source) throws IOException {
        URI uri = RemoteUrls.parse(source.repository().toString(), upstream.local());
        PublicAddresses.check(uri);
        return uri;
    }

    private Transport guarded(Transport transport, URI uri) throws NotSupportedException {
        if (transport instanceof TransportBundle) {
            throw new NotSupportedException("a file, not a repository: " + uri);
        }
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

    private static URIish address(URI uri) throws IOException {
        return RemoteUrls.scheme(uri).equals("file")
                ? new URIish().setScheme("file").setPath(Path.of(uri.getPath()).toString())
                : new URIish(uri.toURL());
    }
}
