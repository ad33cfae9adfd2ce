package dev.shoal.remote;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/// Checks the address of every single connection, so that a redirect can't lead to a private one,
/// nor from `https` to anything else.
final class CheckedConnections implements HttpConnectionFactory {
    private final HttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final boolean loopback;

    /// `origin` is the address that was asked for.
    CheckedConnections(URI origin) {
        this.loopback = RemoteUrls.scheme(origin).equals("http");
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        check(url);
        return connections.create(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        check(url);
        return connections.create(url, proxy);
    }

    private void check(URL url) throws IOException {
        URI whole = URI.create(url.toString());
        String plain = whole.getScheme() + "://" + whole.getRawAuthority() + whole.getRawPath();
        PublicAddresses.check(RemoteUrls.parse(plain, loopback));
    }
}
