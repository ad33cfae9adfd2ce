package dev.shoal.agent;

import dev.shoal.run.Credential;
import dev.shoal.run.Credentials;
import dev.shoal.run.Pause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.Config;

/// Puts the catalog together from the configuration.
@ApplicationScoped
class ModelBeans {

    @Produces
    @Singleton
    ModelCatalog catalog(
            ProviderConfig providers,
            Credentials credentials,
            AgentConfig agents,
            Config live,
            InstantSource clock) {
        Connection connection = connection(agents, clock);
        return new ModelCatalog(
                List.of(
                        openAi(providers.openai(), credentials, connection),
                        anthropic(providers.anthropic(), credentials, connection),
                        new Bedrock(providers.bedrock().region(), connection),
                        new Rehearsal(() -> rehearsalUrl(live), connection)));
    }

    @Produces
    @Singleton
    Equipment equipment(
            ModelCatalog catalog,
            Prices prices,
            Context context,
            Prompts prompts,
            Line.Waiting waiting) {
        return new Equipment(catalog, prices, context, prompts, waiting);
    }

    @Produces
    @Singleton
    Line.Waiting waiting(Pause pause, RandomGenerator randomness) {
        return new Line.Waiting(pause, new Backoff(randomness::nextDouble));
    }

    private static Connection connection(AgentConfig agents, InstantSource clock) {
        return new Connection(
                new ModelHttpBuilder(sharedClient(), clock),
                agents.requestTimeout(),
                agents.maxOutputTokens());
    }

    /// HTTP/1.1 everywhere: local servers know nothing else, and with HTTP/2 hundreds of agents
    /// would share one connection and its limit on streams. Redirects are not followed: they could
    /// carry a key elsewhere.
    static HttpClient sharedClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private static Provider openAi(
            ProviderConfig.Endpoint endpoint, Credentials credentials, Connection connection) {
        return kept(
                        "openai",
                        credentials.of(Credential.OPENAI),
                        key -> new OpenAi(Optional.of(key), endpoint.baseUrl(), connection))
                .orElseGet(() -> new OpenAi(endpoint.apiKey(), endpoint.baseUrl(), connection));
    }

    private static Provider anthropic(
            ProviderConfig.Endpoint endpoint, Credentials credentials, Connection connection) {
        return kept(
                        "anthropic",
                        credentials.of(Credential.ANTHROPIC),
                        key -> new Anthropic(Optional.of(key), endpoint.baseUrl(), connection))
                .orElseGet(() -> new Anthropic(endpoint.apiKey(), endpoint.baseUrl(), connection));
    }

    private static Optional<Provider> kept(
            String name, Optional<Supplier<String>> key, Function<String, Provider> provider) {
        return key.map(way -> new KeptElsewhere(name, way, provider));
    }

    private static Optional<String> rehearsalUrl(Config live) {
        return live.getOptionalValue("shoal.rehearsal.base-url", String.class);
    }
}
