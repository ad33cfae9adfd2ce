package dev.shoal.agent;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Optional;

/// Has an agent write down what it must not forget: to go on in a fresh conversation, or to hand
/// over.
final class NoteTaking {
    private static final int CHARACTERS_PER_TOKEN = 3;
    private static final int LONGEST_RETOLD = 600_000;

    private final Conversation talk;
    private final Session.Gear gear;

    NoteTaking(Conversation talk, Session.Gear gear) {
        this.talk = talk;
        this.gear = gear;
    }

    /// Replaces the conversation by notes on it: the model's, or if it gave none, its last words.
    /// Returns the call that came to nothing, if it was for a reason that concerns the agent as a
    /// whole; the conversation is unchanged then.
    Optional<Call> startAfresh() {
        Call call = gear.line().call(request(false));
        switch (call) {
            case Call.Answered(ChatResponse response) -> talk.restart(written(response));
            case Call.TooLong t -> talk.restart(talk.lastWords());
            case Call.Unreadable u -> talk.restart(talk.lastWords());
            default -> {
                return Optional.of(call);
            }
        }
        gear.transcript().text("user", "goes on from these notes: " + talk.notes());
        return Optional.empty();
    }

    /// Notes for whoever goes on; one attempt, and without it what the agent said last.
    String last() {
        if (talk.length() == 0
                || !gear.running().getAsBoolean()
                || !gear.till().covers(talk.most())) {
            return talk.lastWords();
        }
        return gear.line().once(request(true)) instanceof Call.Answered(ChatResponse response)
                ? written(response)
                : talk.lastWords();
    }

    private String written(ChatResponse response) {
        gear.transcript().usage(gear.till().charge(Till.usage(response, talk.estimate())));
        String text = response.aiMessage().text();
        if (text == null || text.isBlank()) {
            return talk.lastWords();
        }
        gear.transcript().text("notes", text);
        return Reply.shortened(text);
    }

    private ChatRequest request(boolean last) {
        int most = Math.min(LONGEST_RETOLD, gear.share() * CHARACTERS_PER_TOKEN);
        String prompt = gear.prompts().render("notes", new NotesPrompt(last)).strip();
        return ChatRequest.builder()
                .messages(talk.retold(prompt, most))
                .maxOutputTokens(gear.till().reply())
                .build();
    }
}
