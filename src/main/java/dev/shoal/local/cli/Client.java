package dev.shoal.local.cli;

import java.net.URI;
import java.util.Optional;

/// The command line's side of the HTTP API. Each call prints for a person and returns an exit code.
final class Client {

    private final URI server;

    private Client(URI server) {
        this.server = server;
    }

    static Client at(URI server) {
        return new Client(server);
    }

    /// What `./shoal run` was asked for.
    record Wanted(
            String repository, String goal, Optional<String> branch, Optional<String> verify) {}

    int run(Wanted wanted) {
        return notYet("running " + wanted);
    }

    int demo() {
        return notYet("the demo");
    }

    int listRuns() {
        return notYet("listing runs");
    }

    int stop(String run) {
        return notYet("stopping " + run);
    }

    private int notYet(String what) {
        System.err.println("error: " + what + " is not built yet (server " + server + ")");
        return 1;
    }
}
