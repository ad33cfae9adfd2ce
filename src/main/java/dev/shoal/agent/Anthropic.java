package dev.shoal.agent;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import java.util.Optional;

/// Anthropic's own API. The system message and the tools are marked for its cache: they come with
/// every call.
record Anthropic(Optional<String> key, Optional<String> baseUrl, Connection connection)
        implements Provider {
    private static final String ITS_OWN = "https://api.anthropic.com/v1/";

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Optional<String> missing() {
        return key.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "anthropic needs a key: set ANTHROPIC_API_KEY (on AWS: give AnthropicSecretArn)");
    }

    @Override
    public ChatModel build(String model) {
        return AnthropicChatModel.builder()
                .httpClientBuilder(connection.http())
                .baseUrl(baseUrl.orElse(ITS_OWN))
                .apiKey(key.orElseThrow())
                .modelName(model)
                .maxTokens(connection.maxOutputTokens())
                .cacheSystemMessages(true)
                .cacheTools(true)
                .timeout(connection.timeout())
                .maxRetries(0)
                .build();
    }
}
