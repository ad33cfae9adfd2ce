package dev.shoal.local.cli;

import dev.shoal.local.LocalServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description =
                "Runs the API and the dashboard until it is stopped, with its data in a folder.")
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".shoal",
            description = "where runs survive a restart (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".shoal");

    @Override
    public Integer call() {
        try (LocalServer server =
                LocalServer.start(LocalServer.Settings.of(port, Optional.of(data)))) {
            System.out.println("listening on " + server.uri());
            return server.join();
        }
    }
}
