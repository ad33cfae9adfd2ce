package dev.shoal.simulation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;

/// A conversation as a scripted agent reads it.
record Talk(String brief, List<ToolExecutionRequest> calls, String last, List<String> tools) {

    static Talk of(ChatRequest request) {
        List<ChatMessage> all = request.messages();
        return new Talk(
                text(all.get(1)),
                all.stream()
                        .filter(AiMessage.class::isInstance)
                        .flatMap(m -> ((AiMessage) m).toolExecutionRequests().stream())
                        .toList(),
                text(all.getLast()),
                request.toolSpecifications().stream().map(ToolSpecification::name).toList());
    }

    static String text(ChatMessage message) {
        return switch (message) {
            case UserMessage m -> m.singleText();
            case ToolExecutionResultMessage m -> m.text();
            default -> "";
        };
    }

    /// What the brief says after `name: `.
    String named(String name) {
        int at = brief.indexOf(name + ": ") + name.length() + 2;
        return brief.substring(at, brief.indexOf('\n', at)).strip();
    }

    List<String> bullets() {
        return brief.lines().filter(l -> l.startsWith("- ")).map(l -> l.substring(2)).toList();
    }

    boolean offers(String tool) {
        return tools.contains(tool);
    }

    int calls(String tool) {
        return (int) calls.stream().filter(c -> c.name().equals(tool)).count();
    }

    boolean resolved(String path) {
        return calls.stream()
                .anyMatch(c -> c.name().equals("resolve") && c.arguments().contains(path));
    }

    /// The text of this name in the newest call.
    String argument(String name) {
        String json = calls.getLast().arguments();
        int at = json.indexOf('"' + name + '"');
        int from = json.indexOf('"', json.indexOf(':', at)) + 1;
        return json.substring(from, json.indexOf('"', from));
    }
}
