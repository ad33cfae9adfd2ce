package dev.shoal.agent;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An agent's tools: as the model is told about them, and as it calls them.
final class Toolbox<R> {
    static final int LONGEST_OUTPUT = 30_000;
    private final List<Tool<R>> tools;

    Toolbox(List<Tool<R>> tools) {
        this.tools = List.copyOf(tools);
    }

    /// What a call came to.
    sealed interface Outcome<R> {
        /// The tool was asked properly and answered.
        record Answered<R>(String text) implements Outcome<R> {}

        /// The call could not be made: unknown tool, or wrong arguments.
        record Mistaken<R>(String text) implements Outcome<R> {}

        record Finished<R>(R result) implements Outcome<R> {}
    }

    /// Whatever the tool throws except [Refused] goes through.
    Outcome<R> call(ToolCall call) {
        if (call.mistake().isPresent()) {
            return mistaken(call.mistake().get());
        }
        Optional<Tool<R>> tool = find(call.name());
        if (tool.isEmpty()) {
            return mistaken("there is no tool \"" + call.name() + "\"; there are " + names());
        }
        JsonArguments arguments;
        try {
            arguments = JsonArguments.of(tool.get().parameters(), call.arguments());
        } catch (Refused e) {
            return mistaken(call.name() + ": " + e.getMessage());
        }
        return act(tool.get(), arguments);
    }

    List<ToolSpecification> specifications() {
        return tools.stream().map(Toolbox::specification).toList();
    }

    String names() {
        return tools.stream().map(Tool::name).collect(Collectors.joining(", "));
    }

    /// The tools that end the agent's work, by the convention of their names; all if there are none
    /// such.
    String endings() {
        String endings =
                tools.stream()
                        .map(Tool::name)
                        .filter(name -> name.startsWith("finish_") || name.startsWith("give_"))
                        .collect(Collectors.joining(" or "));
        return endings.isEmpty() ? names() : endings;
    }

    private Outcome<R> act(Tool<R> tool, JsonArguments arguments) {
        try {
            return switch (tool.action().call(arguments)) {
                case Tool.Reply.Finish<R>(R result) -> new Outcome.Finished<>(result);
                case Tool.Reply.Answer<R>(String text) ->
                        new Outcome.Answered<>(Cut.middle(text, LONGEST_OUTPUT));
            };
        } catch (Refused e) {
            return new Outcome.Answered<>(error(String.valueOf(e.getMessage())));
        }
    }

    private Optional<Tool<R>> find(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    private Outcome<R> mistaken(String why) {
        return new Outcome.Mistaken<>(error(why));
    }

    private static String error(String why) {
        return "error: " + Cut.middle(why, LONGEST_OUTPUT);
    }

    private static <R> ToolSpecification specification(Tool<R> tool) {
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder();
        tool.parameters().forEach(p -> schema.addProperty(p.name(), element(p)));
        List<String> required =
                tool.parameters().stream()
                        .filter(Tool.Parameter::required)
                        .map(Tool.Parameter::name)
                        .toList();
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(schema.required(required).build())
                .build();
    }

    private static JsonSchemaElement element(Tool.Parameter parameter) {
        String text = parameter.description();
        return switch (parameter.type()) {
            case STRING -> JsonStringSchema.builder().description(text).build();
            case INTEGER -> JsonIntegerSchema.builder().description(text).build();
            case BOOLEAN -> JsonBooleanSchema.builder().description(text).build();
            case STRING_LIST ->
                    JsonArraySchema.builder()
                            .description(text)
                            .items(JsonStringSchema.builder().build())
                            .build();
        };
    }
}
