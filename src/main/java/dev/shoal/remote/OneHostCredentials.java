package dev.shoal.remote;

import java.net.URI;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/// The token, for one host over `https` only: a redirect elsewhere doesn't get it.
final class OneHostCredentials extends CredentialsProvider {
    private final URI origin;
    private final CredentialsProvider token;

    OneHostCredentials(URI origin, String token) {
        this.origin = origin;
        this.token = new UsernamePasswordCredentialsProvider("x-access-token", token);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return token.supports(items);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        return isOrigin(uri) && token.get(uri, items);
    }

    private boolean isOrigin(URIish uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                && RemoteUrls.scheme(origin).equals("https")
                && origin.getHost().equalsIgnoreCase(uri.getHost())
                && origin.getPort() == uri.getPort();
    }
}
