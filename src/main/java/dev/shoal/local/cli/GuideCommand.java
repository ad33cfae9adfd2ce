package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "guide",
        description = "Tells every planner of a run something, from its next step on.")
final class GuideCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ID", description = "the run's id, as `runs` shows it")
    private String id = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "what to tell")
    private List<String> words = List.of();

    @Mixin private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        String path = "/runs/" + RunIds.check(id) + "/guidance";
        var body = JsonNodeFactory.instance.objectNode().put("text", String.join(" ", words));
        Api.at(server.uri()).post(path, body).orRefuse();
        System.out.println("the planners of run " + id + " are told with their next step");
        return 0;
    }
}
