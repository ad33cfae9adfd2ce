package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A provider whose key is in a store: fetched when the first model is built, not when somebody
/// only wants to know whether there is one.
record KeptElsewhere(String name, Supplier<String> key, Function<String, Provider> provider)
        implements Provider {

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public ChatModel build(String model) {
        return provider.apply(key.get()).build(model);
    }
}
