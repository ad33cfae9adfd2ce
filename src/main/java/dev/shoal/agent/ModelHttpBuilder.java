package dev.shoal.agent;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import java.time.InstantSource;

/// Gives LangChain4j's model builders a [ModelHttp] over the one JDK client that all models share.
final class ModelHttpBuilder implements HttpClientBuilder {
    private final java.net.http.HttpClient client;
    private final InstantSource clock;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readTimeout = Duration.ofMinutes(5);

    ModelHttpBuilder(java.net.http.HttpClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /// Noted only: the shared client has its own.
    @Override
    public ModelHttpBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    @Override
    public Duration readTimeout() {
        return readTimeout;
    }

    @Override
    public ModelHttpBuilder readTimeout(Duration timeout) {
        readTimeout = timeout;
        return this;
    }

    @Override
    public HttpClient build() {
        return new ModelHttp(client, readTimeout, clock);
    }
}
