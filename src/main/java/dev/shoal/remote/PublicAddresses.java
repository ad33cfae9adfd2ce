package dev.shoal.remote;

import dev.shoal.run.Refused;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// Keeps connections to upstream away from private networks: every address of a host must be public
/// (or, for loopback `http`, loopback).
///
/// The check and the connection each look the name up; the JVM answers both from its cache, which
/// lives for 30 s, so a name can't change in between.
final class PublicAddresses {

    private PublicAddresses() {}

    /// Throws [Refused] if one of the host's addresses is not acceptable.
    static void check(URI uri) throws UnknownHostException {
        if (RemoteUrls.scheme(uri).equals("file")) {
            return;
        }
        boolean loopback = RemoteUrls.scheme(uri).equals("http");
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (loopback ? !address.isLoopbackAddress() : !isPublic(address)) {
                throw new Refused(
                        RemoteUrls.FIELD, "%s is not on a public address".formatted(uri.getHost()));
            }
        }
    }

    static boolean isPublic(InetAddress address) {
        boolean special =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !special && (address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes));
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

    /// Global unicast 2000::/3 only, without 6to4 and Teredo, which embed IPv4 addresses. What maps
    /// or translates IPv4 (::ffff:0:0/96, 64:ff9b::/96) and unique local fc00::/7 lie outside.
    private static boolean isPublic6(byte[] b) {
        int first = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
        boolean teredo = first == 0x2001 && b[2] == 0 && b[3] == 0;
        return (b[0] & 0xe0) == 0x20 && first != 0x2002 && !teredo;
    }
}
