package dev.shoal.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.shoal.run.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What was said so far: the system message, the brief, and the messages since. Knows about how
/// many tokens it has, from the last report of the provider and the characters added since.
final class Conversation {
    private static final int WHOLE_RESULT = 4_000;
    private static final int STORY = 30_000;

    private final SystemMessage system;
    private String brief;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<ChatMessage> since = new ArrayList<>();
    private String notes = "";
    private long tokens;
    private long charactersSince;

    /// `notes` are what a former conversation about the same work came to, or nothing.
    Conversation(String system, String brief, String notes) {
        this.system = SystemMessage.from(system);
        this.brief = brief;
        restart(notes);
    }

    /// All messages, in order.
    List<ChatMessage> messages() {
        return List.copyOf(messages);
    }

    /// How many messages there are since the brief.
    int length() {
        return since.size();
    }

    void reply(AiMessage message, Usage usage) {
        tokens = usage.allInput() + usage.output();
        charactersSince = 0;
        add(message, 0);
    }

    void result(ToolCall call, String text) {
        add(ToolExecutionResultMessage.from(call.id(), call.name(), notBlank(text)), text.length());
    }

    void say(String text) {
        add(UserMessage.from(text), text.length());
    }

    /// Says what is to be known for good: it counts as part of the brief when the conversation
    /// starts afresh.
    void inform(String text) {
        say(text);
        brief += "\n\n" + text;
    }

    /// Adds to the last message, which is not the model's.
    void addToLast(String text) {
        ChatMessage longer =
                switch (messages.getLast()) {
                    case ToolExecutionResultMessage m ->
                            ToolExecutionResultMessage.from(m.id(), m.toolName(), m.text() + text);
                    case UserMessage m -> UserMessage.from(m.singleText() + text);
                    default -> messages.getLast();
                };
        messages.removeLast();
        since.removeLast();
        add(longer, text.length());
    }

    /// The notes that the conversation goes on from; empty if there were none and it has not been
    /// started afresh.
    String notes() {
        return notes;
    }

    /// About how many tokens the next call will send.
    long estimate() {
        return tokens + Usage.tokens(charactersSince);
    }

    /// How many tokens the next call will send at most: no tokenizer makes more tokens of a text
    /// than it has bytes, and nearly all text has one byte per character.
    long most() {
        return tokens + charactersSince;
    }

    /// Everything since the brief is forgotten but for the notes.
    void restart(String rewritten) {
        notes = rewritten;
        String first = notes.isEmpty() ? brief : brief + "\n\n## Your notes so far\n\n" + notes;
        messages.clear();
        since.clear();
        messages.add(system);
        messages.add(UserMessage.from(first));
        tokens = 0;
        charactersSince = system.text().length() + (long) first.length();
    }

    /// A conversation about this one: no calls and results, only text, so that any model takes it
    /// without tools.
    List<ChatMessage> retold(String request, int mostCharacters) {
        String story = since.stream().map(Conversation::rendered).collect(Collectors.joining("\n"));
        String before = notes.isEmpty() ? "" : "\n\n## Your notes so far\n\n" + notes;
        return List.of(
                system,
                UserMessage.from(
                        brief
                                + before
                                + "\n\n## What you did since\n\n"
                                + Cut.middle(story, Math.max(2_000, mostCharacters))
                                + "\n\n"
                                + request));
    }

    /// What there is in place of notes if the model can't be asked for any: the last notes and the
    /// last things it said.
    String lastWords() {
        String said =
                since.stream()
                        .filter(AiMessage.class::isInstance)
                        .map(message -> ((AiMessage) message).text())
                        .filter(text -> text != null && !text.isBlank())
                        .collect(Collectors.joining("\n"));
        String tail = said.substring(Math.max(0, said.length() - WHOLE_RESULT));
        return (notes + "\n" + tail).strip();
    }

    /// What the agent did, for whoever goes on, made without the model: its last notes, and the
    /// conversation since, cut to what a fresh start can well read.
    String soFar() {
        if (since.isEmpty()) {
            return notes;
        }
        String story = since.stream().map(Conversation::rendered).collect(Collectors.joining("\n"));
        return (notes
                        + "\n\nInterrupted. What was said and done since:\n\n"
                        + Cut.middle(story, STORY))
                .strip();
    }

    private void add(ChatMessage message, long characters) {
        messages.add(message);
        since.add(message);
        charactersSince += characters;
    }

    private static String rendered(ChatMessage message) {
        return switch (message) {
            case SystemMessage m -> m.text();
            case UserMessage m -> "[to you] " + m.singleText();
            case ToolExecutionResultMessage m ->
                    "[result of " + m.toolName() + "] " + Cut.middle(m.text(), WHOLE_RESULT);
            case AiMessage m -> "[you] " + spoken(m);
            default -> "";
        };
    }

    private static String spoken(AiMessage message) {
        String text = message.text() == null ? "" : message.text();
        return text
                + message.toolExecutionRequests().stream()
                        .map(r -> "\n[call] " + r.name() + Cut.middle(r.arguments(), WHOLE_RESULT))
                        .collect(Collectors.joining());
    }

    private static String notBlank(String text) {
        return text.isBlank() ? "(no output)" : text;
    }
}
