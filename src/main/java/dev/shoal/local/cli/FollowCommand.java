package dev.shoal.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "follow",
        description = "Follows a run that was started before, or goes on with one that rests.")
final class FollowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "the run's id")
    private String id = "";

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "the server it is on; without it one is started on the data folder")
    private Optional<URI> api = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".shoal",
            description = "where the run rests (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".shoal");

    @Override
    public Integer call() {
        RunIds.check(id);
        return OwnServer.with(api, data, (server, goOn) -> new Following(server, goOn).follow(id));
    }
}
