package dev.shoal.local.cli;

import dev.shoal.local.LocalServer;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description =
                "Plays the rehearsal sample to its end: no key, no network, a scripted model.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        try (LocalServer server = LocalServer.start(LocalServer.Settings.of(0, Optional.empty()))) {
            return Client.at(server.uri()).demo();
        }
    }
}
