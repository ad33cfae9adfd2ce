package dev.shoal.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// An endpoint of AWS that answers each call as it was told, by the operation's name (JSON
/// protocols) or the path (REST), where a part of it is enough.
final class AwsDouble implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private record Answer(int status, String body) {}

    AwsDouble() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /// The later of two that fit counts.
    void answers(String call, int status, String body) {
        answers.remove(call);
        answers.put(call, new Answer(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String call =
                "%s %s %s"
                        .formatted(
                                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                                exchange.getRequestURI(),
                                new String(sent, StandardCharsets.UTF_8));
        Answer answer = new Answer(404, "{\"__type\":\"ResourceNotFoundException\"}");
        for (Map.Entry<String, Answer> known : answers.entrySet()) {
            answer = call.contains(known.getKey()) ? known.getValue() : answer;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        if (answer.status() >= 400) {
            exchange.getResponseHeaders()
                    .set(
                            "x-amzn-ErrorType",
                            answer.body().replaceAll(".*\"__type\":\"(\\w+)\".*", "$1"));
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    StackChecks.Clients clients() {
        return new StackChecks.Clients(
                here(LambdaClient.builder()).httpClient(UrlConnectionHttpClient.create()).build(),
                here(SqsClient.builder()).httpClient(UrlConnectionHttpClient.create()).build(),
                here(SecretsManagerClient.builder())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build());
    }

    private <B extends AwsClientBuilder<B, C>, C> B here(B builder) {
        return builder.endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
