package dev.shoal.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.shoal.run.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reply of a model, tidied so that any provider takes it back as part of the conversation: each
/// call has an id of its own, a name and arguments of proper form; the message is never without
/// content. `dropped` counts the calls beyond the most that one reply may hold; the model must be
/// told.
record Reply(AiMessage message, List<ToolCall> calls, int dropped) {
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_CALLS = 1_000;
    private static final String NOTHING = "(nothing)";

    /// An id that is missing, or among those `taken` by the conversation so far, is replaced by one
    /// made of `turn`; the ids in use are added to `taken`.
    static Reply of(AiMessage raw, int turn, Set<String> taken) {
        List<ToolCall> calls = calls(raw.toolExecutionRequests(), turn, taken);
        AiMessage tidy =
                AiMessage.builder()
                        .text(text(raw.text(), calls.isEmpty()))
                        .thinking(raw.thinking())
                        .attributes(raw.attributes())
                        .toolExecutionRequests(calls.stream().map(ToolCall::request).toList())
                        .build();
        return new Reply(tidy, calls, raw.toolExecutionRequests().size() - calls.size());
    }

    /// What the model said beside its calls, if anything.
    Optional<String> text() {
        return Optional.ofNullable(message.text()).filter(text -> !text.equals(NOTHING));
    }

    static String shortened(String text) {
        return Cut.middle(text, LONGEST_TEXT);
    }

    /// Providers refuse blank text, and a message with neither text nor calls.
    private static @Nullable String text(@Nullable String raw, boolean needed) {
        if (raw == null || raw.isBlank()) {
            return needed ? NOTHING : null;
        }
        return shortened(raw);
    }

    private static List<ToolCall> calls(
            @Nullable List<ToolExecutionRequest> raw, int turn, Set<String> ids) {
        List<ToolCall> calls = new ArrayList<>();
        for (ToolExecutionRequest request : raw == null ? List.<ToolExecutionRequest>of() : raw) {
            if (calls.size() < MOST_CALLS) {
                calls.add(ToolCall.of(request, id(request.id(), ids, turn + "-" + calls.size())));
            }
        }
        return List.copyOf(calls);
    }

    private static String id(@Nullable String given, Set<String> taken, String suffix) {
        if (given != null && given.matches("[a-zA-Z0-9_-]{1,64}") && taken.add(given)) {
            return given;
        }
        String own = "call-" + suffix;
        while (!taken.add(own)) {
            own += "-0";
        }
        return own;
    }
}
