package dev.shoal.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A model for tests: answers from a script, or from a function of the conversation. Each reply is
/// reported to have used 100 tokens in and 10 out, unless it says otherwise. Safe for many agents
/// at once if the function is.
///
/// ```java
/// ScriptedModel.saying(
///         call("read_file", Map.of("path", "a.txt")),
///         calls(call("write_file", …), call("run_command", …)),
///         text("I think I am done."),
///         call("finish_task", Map.of("outcome", "done", "handoff", "…")));
/// ```
public final class ScriptedModel implements ChatModel {
    private final Function<ChatRequest, ChatResponse> script;
    private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedModel(Function<ChatRequest, ChatResponse> script) {
        this.script = script;
    }

    /// Answers by a function, which may throw what a client would throw.
    public static ScriptedModel answering(Function<ChatRequest, ChatResponse> script) {
        return new ScriptedModel(script);
    }

    /// Gives these replies one after the other, in all conversations together; asked for more, it
    /// fails the test. A request without tools (for notes) is answered by `notes` and takes none of
    /// them.
    public static ScriptedModel saying(AiMessage... replies) {
        AtomicInteger next = new AtomicInteger();
        return answering(
                request -> {
                    if (request.toolSpecifications().isEmpty()) {
                        return reply(text("notes"));
                    }
                    int index = next.getAndIncrement();
                    if (index >= replies.length) {
                        throw new AssertionError("the script has only " + replies.length);
                    }
                    return reply(replies[index]);
                });
    }

    /// The same reply each time.
    public static ScriptedModel alwaysSaying(AiMessage reply) {
        return answering(request -> reply(reply));
    }

    public static AiMessage text(String text) {
        return AiMessage.from(text);
    }

    /// A reply that calls one tool. The id is unique to the name and arguments.
    public static AiMessage call(String tool, Map<String, ?> arguments) {
        return rawCall(tool, Json.of(arguments));
    }

    public static AiMessage rawCall(String tool, String arguments) {
        return AiMessage.from(
                ToolExecutionRequest.builder()
                        .id("id-" + Integer.toHexString((tool + arguments).hashCode()))
                        .name(tool)
                        .arguments(arguments)
                        .build());
    }

    /// One reply with all calls of these.
    public static AiMessage calls(AiMessage... replies) {
        List<ToolExecutionRequest> all = new ArrayList<>();
        Arrays.stream(replies).forEach(r -> all.addAll(r.toolExecutionRequests()));
        return AiMessage.from(all);
    }

    public static ChatResponse reply(AiMessage message) {
        return reply(message, 100, 10);
    }

    public static ChatResponse reply(AiMessage message, int inputTokens, int outputTokens) {
        return ChatResponse.builder()
                .aiMessage(message)
                .tokenUsage(new TokenUsage(inputTokens, outputTokens))
                .build();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        requests.add(request);
        return script.apply(request);
    }

    /// All requests so far, in the order in which they came.
    public List<ChatRequest> requests() {
        return requests;
    }

    /// The last message of the latest request, as the model saw it.
    public String lastHeard() {
        return heard(requests.getLast());
    }

    public static String heard(ChatRequest request) {
        ChatMessage last = request.messages().getLast();
        return switch (last) {
            case dev.langchain4j.data.message.ToolExecutionResultMessage m -> m.text();
            case dev.langchain4j.data.message.UserMessage m -> m.singleText();
            default -> last.toString();
        };
    }
}
