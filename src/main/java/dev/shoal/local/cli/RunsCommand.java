package dev.shoal.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "runs", description = "Lists the runs of a server, newest first.")
final class RunsCommand implements Callable<Integer> {

    @Mixin private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        return Client.at(server.uri()).listRuns();
    }
}
