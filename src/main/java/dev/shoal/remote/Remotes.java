package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.trunk.Depot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/// Opens connections to upstream. The host is checked again each time; redirects are not followed
/// to other hosts.
@ApplicationScoped
public class Remotes {
    private static final int TIMEOUT_SECONDS = 60;

    private final Upstream upstream;

    public Remotes(Upstream upstream) {
        this.upstream = upstream;
    }

    /// The caller closes it. Throws [dev.shoal.run.Refused] if the address isn't acceptable.
    Transport open(Depot depot, Goal.Source source) throws IOException {
        URI uri = RemoteUrls.parse(source.repository().toString(), upstream.local());
        PublicAddresses.check(uri);
        Transport transport = Transport.open(depot.repository(), urish(uri));
        transport.setTimeout(TIMEOUT_SECONDS);
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new CheckedConnections(upstream.local()));
        }
        if (uri.getScheme().equalsIgnoreCase("https")) {
            upstream.token()
                    .ifPresent(
                            token ->
                                    transport.setCredentialsProvider(
                                            new UsernamePasswordCredentialsProvider(
                                                    "x-access-token", token)));
        }
        return transport;
    }

    private static URIish urish(URI uri) throws NotSupportedException {
        try {
            return "file".equalsIgnoreCase(uri.getScheme())
                    ? new URIish(Path.of(uri.getPath()).toUri().toURL())
                    : new URIish(uri.toURL());
        } catch (MalformedURLException e) {
            throw new NotSupportedException("not an address: " + e.getMessage());
        }
    }
}
