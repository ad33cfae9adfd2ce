package dev.shoal.agent;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockChatRequestParameters;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/// Amazon Bedrock, by its synchronous Converse API and the usual AWS credentials. The one class
/// outside of `aws` that knows the SDK: LangChain4j wants its client.
record Bedrock(Optional<String> region, Connection connection) implements Provider {

    @Override
    public String name() {
        return "bedrock";
    }

    /// Credentials can't be told without asking AWS.
    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public ChatModel build(String model) {
        return new Sorting(
                BedrockChatModel.builder()
                        .client(client())
                        .modelId(model)
                        .defaultRequestParameters(
                                BedrockChatRequestParameters.builder()
                                        .maxOutputTokens(connection.maxOutputTokens())
                                        .build())
                        .maxRetries(0)
                        .build());
    }

    private BedrockRuntimeClient client() {
        Duration timeout = connection.timeout();
        BedrockRuntimeClientBuilder builder =
                BedrockRuntimeClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(timeout))
                        .overrideConfiguration(
                                o ->
                                        o.apiCallTimeout(timeout)
                                                .retryStrategy(RetryMode.STANDARD)
                                                .retryStrategy(b -> b.maxAttempts(1)));
        region.map(Region::of).ifPresent(builder::region);
        return builder.build();
    }

    /// LangChain4j leaves the SDK's own failures as they are.
    private record Sorting(ChatModel inner) implements ChatModel {
        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return inner.chat(request);
            } catch (SdkClientException e) {
                if (e.getCause() instanceof IOException) {
                    throw new NoAnswer(NoAnswer.What.BROKEN_OFF, e.toString());
                }
                throw new InvalidRequestException(e.toString());
            }
        }
    }
}
