package dev.shoal.local.cli;

import dev.shoal.local.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The server that a command speaks to: a given one, or one started in this process for as long as
/// the command runs.
final class OwnServer {

    private OwnServer() {}

    /// What a command does with its server. `goOn` is what to tell a user who leaves early.
    @FunctionalInterface
    interface Use {
        int with(Api server, List<String> goOn);
    }

    static int with(Optional<URI> given, Path data, Use use) {
        if (given.isPresent()) {
            return use.with(Api.at(given.get()), elsewhere(given.get()));
        }
        var settings = LocalServer.Settings.of(0, Optional.of(data));
        try (LocalServer server = LocalServer.start(settings)) {
            return use.with(Api.at(onLoopback(server.uri())), here(data));
        }
    }

    /// A server guarded by a token listens on all addresses, which is none to connect to.
    static URI onLoopback(URI uri) {
        return URI.create(uri.toString().replace("//0.0.0.0:", "//127.0.0.1:"));
    }

    private static List<String> elsewhere(URI server) {
        return List.of(
                "Run ID goes on at " + server + ".",
                "  follow it: ./shoal follow ID --api " + server,
                "  stop it:   ./shoal stop ID --api " + server);
    }

    private static List<String> here(Path data) {
        return List.of(
                "Run ID rests in " + data + "; nothing is lost.",
                "  go on:     ./shoal follow ID --data " + data,
                "  or serve:  ./shoal serve --data " + data + " (then ./shoal stop ID ends it)");
    }
}
