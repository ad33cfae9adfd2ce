package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import java.util.Optional;
import java.util.function.Supplier;

/// The scripted model of demos and tests: a real client of an OpenAI-compatible endpoint on
/// loopback. Where that is, is known only once the endpoint has started, so it is looked up at each
/// call.
record Rehearsal(Supplier<Optional<String>> baseUrl, Connection connection) implements Provider {
    static final String NAME = "rehearsal";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> missing() {
        return baseUrl.get().isPresent()
                ? Optional.empty()
                : Optional.of("no rehearsal runs here: set shoal.rehearsal.base-url");
    }

    @Override
    public ChatModel build(String model) {
        return new OpenAi(Optional.of("rehearsal"), baseUrl.get(), connection).build(model);
    }
}
