package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "limits",
        description = "Shows the limits of a run, and changes those that are given.")
final class LimitsCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ID", description = "the run's id, as `runs` shows it")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME=NUMBER",
            description = "such as usd=250 or tasks=2000")
    private Map<String, BigDecimal> limits = Map.of();

    @Mixin private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        String path = "/runs/" + RunIds.check(id);
        Api api = Api.at(server.uri());
        var run =
                (limits.isEmpty() ? api.get(path) : api.patch(path + "/limits", body(limits)))
                        .orRefuse();
        run.path("limits")
                .properties()
                .forEach(limit -> System.out.println(limit.getKey() + "=" + limit.getValue()));
        System.out.println("run " + id + " is " + run.path("state").asText());
        return 0;
    }

    /// Whole numbers stay whole: the server takes 2000 tasks, not 2000.0.
    static ObjectNode body(Map<String, BigDecimal> limits) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        limits.forEach(
                (name, number) -> {
                    if (number.stripTrailingZeros().scale() <= 0) {
                        body.put(name, number.toBigInteger());
                    } else {
                        body.put(name, number);
                    }
                });
        return body;
    }
}
