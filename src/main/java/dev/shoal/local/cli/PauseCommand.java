package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Pauses a run before its agents' next step; resume lets it go on.")
final class PauseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "the run's id, as `runs` shows it")
    private String id = "";

    @Mixin private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        String path = "/runs/" + RunIds.check(id) + "/pause";
        var answer =
                Api.at(server.uri()).post(path, JsonNodeFactory.instance.objectNode()).orRefuse();
        System.out.println("run " + id + " is " + answer.path("state").asText("paused"));
        return 0;
    }
}
