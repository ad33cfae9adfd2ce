package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.Optional;

/// OpenAI, and everything that speaks its protocol at another base URL. A local server wants no
/// key, so a key is only asked for when OpenAI itself is called.
record OpenAi(Optional<String> key, Optional<String> baseUrl, Connection connection)
        implements Provider {
    private static final String ITS_OWN = "https://api.openai.com/v1";

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Optional<String> missing() {
        return key.isPresent() || baseUrl.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "openai needs a key: set OPENAI_API_KEY (on AWS: give OpenAiSecretArn)");
    }

    @Override
    public ChatModel build(String model) {
        ChatModel client =
                OpenAiChatModel.builder()
                        .httpClientBuilder(connection.http())
                        .baseUrl(baseUrl.orElse(ITS_OWN))
                        .apiKey(key.orElse("none"))
                        .modelName(model)
                        .timeout(connection.timeout())
                        .maxRetries(0)
                        .build();
        return baseUrl.isPresent() ? client : new Renaming(client);
    }

    /// Its newer models refuse `max_tokens`, by which other servers know the limit of a reply.
    private record Renaming(ChatModel inner) implements ChatModel {
        @Override
        public ChatResponse chat(ChatRequest request) {
            return inner.chat(
                    ChatRequest.builder()
                            .messages(request.messages())
                            .parameters(
                                    OpenAiChatRequestParameters.builder()
                                            .maxCompletionTokens(request.maxOutputTokens())
                                            .toolSpecifications(request.toolSpecifications())
                                            .build())
                            .build());
        }
    }
}
