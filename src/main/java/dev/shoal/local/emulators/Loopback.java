package dev.shoal.local.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one interface that the emulators listen on: they check no credentials, so nobody else may
/// reach them.
final class Loopback {

    static final String HOST = "127.0.0.1";

    private static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

    private Loopback() {}

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(ADDRESS, 0);
    }

    static URI uri(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }

    /// A port that was free a moment ago, for a server that cannot say which one it took.
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, ADDRESS)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    static Path folder(Path parent, String name) {
        try {
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("could not create " + name + " in " + parent, e);
        }
    }
}
