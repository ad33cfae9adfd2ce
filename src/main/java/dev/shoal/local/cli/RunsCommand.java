package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "Lists the runs of a server, newest first.")
final class RunsCommand implements Callable<Integer> {

    @Mixin private ServerOption server = new ServerOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Override
    public Integer call() {
        JsonNode page = Api.at(server.uri()).get("/runs?limit=" + limit).orRefuse();
        List<RunStatus> runs = new ArrayList<>();
        page.path("items").forEach(run -> runs.add(new RunStatus(run)));
        RunsTable.of(runs, Clock.systemUTC().instant()).forEach(System.out::println);
        return 0;
    }
}
