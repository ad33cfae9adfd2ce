package dev.shoal.agent;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.shoal.run.ModelName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Asks a model for one word, with the client that agents use, to see whether its key works and has
/// quota.
public final class KeyProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FEW_TOKENS = 64;

    private final Optional<String> baseUrl;
    private final Connection connection;

    /// `baseUrl` as `OPENAI_BASE_URL` or `ANTHROPIC_BASE_URL` have it.
    public KeyProbe(Optional<String> baseUrl, InstantSource clock) {
        this.baseUrl = baseUrl;
        this.connection =
                new Connection(
                        new ModelHttpBuilder(ModelBeans.sharedClient(), clock),
                        PATIENCE,
                        FEW_TOKENS);
    }

    /// What is wrong, with the mend, as a sentence; empty if the model answers. Costs a few tokens.
    public Optional<String> trouble(ModelName model, Optional<String> key) {
        return provider(model, key)
                .map(provider -> provider.missing().or(() -> ask(provider, model)))
                .orElseGet(() -> Optional.of("nobody knows the provider of " + model));
    }

    private Optional<Provider> provider(ModelName model, Optional<String> key) {
        List<Provider> known =
                List.of(
                        new OpenAi(key, baseUrl, connection),
                        new Anthropic(key, baseUrl, connection),
                        new Bedrock(Optional.empty(), connection));
        return known.stream().filter(p -> p.name().equals(model.provider())).findFirst();
    }

    private static Optional<String> ask(Provider provider, ModelName model) {
        try {
            provider.build(model.model())
                    .chat(ChatRequest.builder().messages(UserMessage.from("Say ok.")).build());
            return Optional.empty();
        } catch (RuntimeException e) {
            return explained(Diagnosis.of(e));
        }
    }

    /// An answer that can't be read, or is cut off, is an answer: the key works.
    private static Optional<String> explained(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Unreadable unreadable -> Optional.empty();
            case Trouble.TooLong tooLong -> Optional.empty();
            case Trouble.Passing(String why, Optional<Duration> later, boolean sent) ->
                    Optional.of(why + ". It may pass: look again in a minute");
            case Trouble.Lasting(String why) -> Optional.of(why + ". " + mend(why));
        };
    }

    private static String mend(String why) {
        if (why.contains("insufficient_quota") || why.contains("credit balance")) {
            return "The key has no quota left: add credit at its provider, or use another key";
        }
        if (why.contains("401") || why.contains("403")) {
            return "The key is wrong or may not use this model: store another";
        }
        return why.contains("404")
                ? "The provider has no such model, or not for this key: name another"
                : "Mend what it says";
    }
}
