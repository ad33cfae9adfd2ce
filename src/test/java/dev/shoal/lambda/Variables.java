package dev.shoal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.infra.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A function's environment as the template gives it, for a stack of this name with every parameter
/// left out that may be.
final class Variables {

    private static final Set<String> TRUE = Set.of("IsJvm", "IsArm", "SandboxFromZip");

    private final String stack;
    private final String model;

    Variables(String stack, String model) {
        this.stack = stack;
        this.model = model;
    }

    Map<String, String> of(String function) {
        Map<String, String> variables = new LinkedHashMap<>();
        Template.main()
                .environment(function)
                .properties()
                .forEach(
                        v ->
                                value(v.getValue())
                                        .ifPresent(text -> variables.put(v.getKey(), text)));
        return variables;
    }

    private Optional<String> value(JsonNode node) {
        if (node.has("Fn::If")) {
            JsonNode choice = node.path("Fn::If");
            return value(choice.path(TRUE.contains(choice.path(0).asText()) ? 1 : 2));
        }
        if (node.has("Ref")) {
            return reference(node.path("Ref").asText());
        }
        if (node.isObject()) {
            throw new IllegalStateException("the rehearsal can't evaluate " + node);
        }
        return Optional.of(node.asText());
    }

    private Optional<String> reference(String name) {
        return switch (name) {
            case "AWS::NoValue" -> Optional.empty();
            case "AWS::StackName", "Table", "Bucket" -> Optional.of(stack);
            case "SandboxFunction" -> Optional.of(stack + "-sandbox");
            case "PlannerModel", "WorkerModel", "JudgeModel" -> Optional.of(model);
            default -> Optional.of(byDefault(name));
        };
    }

    private static String byDefault(String parameter) {
        JsonNode value = Template.main().root().path("Parameters").path(parameter).path("Default");
        if (value.isMissingNode()) {
            throw new IllegalStateException("the rehearsal does not know " + parameter);
        }
        return value.asText();
    }
}
