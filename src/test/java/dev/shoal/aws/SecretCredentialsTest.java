package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Credential;
import dev.shoal.run.Refused;
import dev.shoal.run.TransientFault;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretCredentialsTest {

    private static final String ARN =
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:openai-Ab12Cd";

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{\"SecretString\":\"sk-secret\\n\"}";

    @BeforeEach
    void startStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopStore() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void whetherThereIsASecretIsKnownWithoutACall() {
        assertThat(credentials().of(Credential.OPENAI)).isPresent();
        assertThat(credentials().of(Credential.ANTHROPIC)).isEmpty();
        assertThat(credentials().of(Credential.GIT)).isEmpty();
        assertThat(calls).hasValue(0);
    }

    @Test
    void aSecretIsFetchedOncePerProcess() {
        SecretCredentials credentials = credentials();
        assertThat(fetch(credentials)).isEqualTo("sk-secret");
        assertThat(fetch(credentials)).isEqualTo("sk-secret");
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ResourceNotFoundException",
                "AccessDeniedException",
                "InvalidRequestException",
                "DecryptionFailure"
            })
    void aSecretThatCantBeHadIsNamedWithTheMend(String code) {
        status = 400;
        answer = "{\"__type\":\"%s\",\"message\":\"no\"}".formatted(code);
        assertThatThrownBy(() -> fetch(credentials()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(ARN)
                .hasMessageContaining(code)
                .hasMessageContaining("OpenAiSecretArn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\\\"key\\\":\\\"sk-secret\\\"}", "", "  "})
    void whatIsNoKeyIsRefusedWithoutShowingIt(String secret) {
        answer = "{\"SecretString\":\"%s\"}".formatted(secret);
        assertThatThrownBy(() -> fetch(credentials()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("plain text")
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void aStoreThatIsBusyIsAskedAgainLater() {
        status = 500;
        answer = "{\"__type\":\"InternalServiceError\"}";
        SecretCredentials credentials = credentials();
        assertThatThrownBy(() -> fetch(credentials)).isInstanceOf(TransientFault.class);
        status = 200;
        answer = "{\"SecretString\":\"sk-secret\"}";
        assertThat(fetch(credentials)).isEqualTo("sk-secret");
    }

    private static String fetch(SecretCredentials credentials) {
        return credentials.of(Credential.OPENAI).orElseThrow().get();
    }

    private SecretCredentials credentials() {
        ShoalConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(ShoalConfig.class)
                        .withDefaultValue("shoal.secrets.openai", ARN)
                        .build()
                        .getConfigMapping(ShoalConfig.class);
        return new SecretCredentials(this::client, config);
    }

    private SecretsManagerClient client() {
        return SecretsManagerClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
