package dev.shoal.remote;

import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which addresses of repositories are accepted: `https` to public hosts and, in local mode, `file`
/// and `http` to loopback. Never credentials in the address.
public final class RemoteUrls {
    static final String FIELD = "repository";

    private static final Pattern LOOPBACK_NAME =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern LITERAL = Pattern.compile("\\[.*|.*\\.?[0-9]+\\.?");
    private static final Pattern OCTAL = Pattern.compile("(.*\\.)?0[0-9].*");
    private static final Pattern PRIVATE_NAME =
            Pattern.compile("(.*\\.)?(localhost|local|internal|localdomain)\\.?");
    private static final Pattern SSH_FORM = Pattern.compile("[\\w.-]+@[\\w.-]+:.*");

    private RemoteUrls() {}

    /// The address, if its form is acceptable. Throws [Refused] naming the field. Looks nothing up;
    /// [PublicAddresses] does, before each connection.
    public static URI parse(String text, boolean local) {
        URI uri = uri(text);
        if (uri.getRawUserInfo() != null) {
            throw new Refused(
                    FIELD, "repository must not hold credentials; set SHOAL_GIT_TOKEN instead");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Refused(FIELD, "repository must not have a query or a fragment");
        }
        if (!isAccepted(uri, local)) {
            throw new Refused(
                    FIELD,
                    "repository must be the https:// address of a repository on a public host"
                            + (local ? ", a file:/// path or http:// to loopback" : ""));
        }
        return uri;
    }

    private static boolean isAccepted(URI uri, boolean local) {
        return switch (scheme(uri)) {
            case "https" -> hasHostAndPath(uri) && isPublicName(uri.getHost());
            case "http" -> local && hasHostAndPath(uri) && isLoopbackName(uri.getHost());
            case "file" -> local && isAbsoluteFile(uri);
            default -> false;
        };
    }

    /// In lower case; empty if there is none.
    static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static URI uri(String text) {
        if (text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw new Refused(FIELD, "repository must not hold white space or control characters");
        }
        if (SSH_FORM.matcher(text).matches() || text.startsWith("ssh:")) {
            throw new Refused(FIELD, "repository can't be reached by ssh here; use https://");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Refused(
                    FIELD, "repository is not an address: " + Cut.middle(e.getReason(), 200));
        }
    }

    private static boolean hasHostAndPath(URI uri) {
        return uri.getHost() != null
                && uri.getRawPath() != null
                && uri.getRawPath().length() > 1
                && uri.getPort() <= 65_535;
    }

    /// For a name, whether it can be one of the public internet; a number is looked at as such.
    private static boolean isPublicName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (!LITERAL.matcher(name).matches()) {
            return !PRIVATE_NAME.matcher(name).matches();
        }
        try {
            return !OCTAL.matcher(host).matches()
                    && PublicAddresses.isPublic(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException notCanonical) {
            return false;
        }
    }

    static boolean isLoopbackName(String host) {
        return LOOPBACK_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isAbsoluteFile(URI uri) {
        String path = uri.getPath();
        return uri.getAuthority() == null
                && path != null
                && path.startsWith("/")
                && path.length() > 1
                && path.indexOf('\0') < 0;
    }
}
