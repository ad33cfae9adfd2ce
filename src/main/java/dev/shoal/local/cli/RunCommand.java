package dev.shoal.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description =
                "Starts a run and follows it to its end; exits with 0 only if it is complete.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--repo",
            required = true,
            paramLabel = "URL",
            description = "https://…, file:///… or a folder")
    private String repository = "";

    @Option(
            names = "--goal",
            required = true,
            paramLabel = "TEXT",
            description = "what to achieve, in plain words")
    private String goal = "";

    @Option(
            names = "--branch",
            paramLabel = "B",
            description = "where to start from (default: the repository's own default branch)")
    private Optional<String> branch = Optional.empty();

    @Option(
            names = "--verify",
            paramLabel = "CMD",
            description = "command that must succeed before a task lands")
    private Optional<String> verify = Optional.empty();

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "a running server; without it one is started for this run")
    private Optional<URI> api = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".shoal",
            description =
                    "where a server started for this run keeps it (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".shoal");

    @Override
    public Integer call() {
        var body = new Wanted(repository, goal, branch, verify).body();
        return OwnServer.with(
                api, data, (server, goOn) -> follow(server, goOn, server.post("/runs", body)));
    }

    private static int follow(Api server, List<String> goOn, Api.Answer created) {
        String id = created.orRefuse().path("id").asText();
        System.out.println("run " + id);
        return new Following(server, goOn).follow(id);
    }
}
