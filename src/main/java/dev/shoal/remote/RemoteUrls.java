package dev.shoal.remote;

import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/// Which addresses of repositories are accepted: `https` to public hosts and, in local mode, `file`
/// and `http` to loopback. Never credentials in the address.
public final class RemoteUrls {
    private static final String FIELD = "repository";

    private RemoteUrls() {}

    /// The address, if its form is acceptable. Throws [Refused] naming the field. Looks nothing up.
    public static URI parse(String text, boolean local) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null) {
            throw new Refused(
                    FIELD, "repository must not hold credentials; configure a token instead");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Refused(FIELD, "repository must not have a query or fragment");
        }
        boolean accepted =
                switch (scheme) {
                    case "https" -> hasHost(uri);
                    case "http" -> local && hasHost(uri) && isLoopbackName(uri.getHost());
                    case "file" -> local && isAbsoluteFile(uri);
                    default -> false;
                };
        if (!accepted) {
            throw new Refused(
                    FIELD,
                    "repository must be an https:// address"
                            + (local ? ", a file:/// path or http:// to loopback" : ""));
        }
        return uri;
    }

    /// Looks the host up and refuses it unless every address is public (or, for loopback `http`,
    /// loopback).
    public static void checkAddresses(URI uri) {
        if ("file".equalsIgnoreCase(uri.getScheme())) {
            return;
        }
        boolean loopback = "http".equalsIgnoreCase(uri.getScheme());
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (loopback ? !address.isLoopbackAddress() : !isPublic(address)) {
                    throw new Refused(FIELD, "%s is not a public address".formatted(uri.getHost()));
                }
            }
        } catch (UnknownHostException e) {
            throw new Refused(FIELD, "the host %s is unknown".formatted(uri.getHost()));
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] b = address.getAddress();
        boolean special =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress();
        return !special && (b.length == 4 ? isPublic4(b) : isPublic6(b));
    }

    /// Not 0/8, carrier-grade NAT 100.64/10 (RFC 6598), 192.0.0/24, benchmarking 198.18/15, or
    /// 240/4.
    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        return first != 0
                && !(first == 100 && (second & 0xc0) == 64)
                && !(first == 192 && second == 0 && b[2] == 0)
                && !(first == 198 && (second & 0xfe) == 18)
                && first < 240;
    }

    /// Global unicast 2000::/3 only, without 6to4 and Teredo, which embed IPv4 addresses.
    private static boolean isPublic6(byte[] b) {
        int first = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
        boolean teredo = first == 0x2001 && b[2] == 0 && b[3] == 0;
        return (b[0] & 0xe0) == 0x20 && first != 0x2002 && !teredo;
    }

    private static URI uri(String text) {
        try {
            if (text.chars().anyMatch(c -> c <= 32 || c == 127)) {
                throw new Refused(
                        FIELD, "repository must not hold white space or control characters");
            }
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Refused(
                    FIELD, "repository is not an address: " + Cut.middle(e.getReason(), 200));
        }
    }

    private static boolean hasHost(URI uri) {
        return uri.getHost() != null && uri.getRawPath() != null && uri.getRawPath().length() > 1;
    }

    private static boolean isLoopbackName(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static boolean isAbsoluteFile(URI uri) {
        return uri.getAuthority() == null && uri.getPath() != null && uri.getPath().startsWith("/");
    }
}
