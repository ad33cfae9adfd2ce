package dev.shoal.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Stops a run before its agents' next step.")
final class StopCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "the run's id, as `runs` shows it")
    private String id = "";

    @Mixin private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        return Client.at(server.uri()).stop(id);
    }
}
