package dev.shoal.agent;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.shoal.agent.NoAnswer.What;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How LangChain4j's models reach their providers: over one shared JDK client, with a limit on the
/// time of the whole exchange (the JDK's own ends when the headers are there) and on the size of
/// the body.
///
/// Throws [HttpFailure] for a status other than 2xx, and [TransientFault] for everything that
/// happened on the way.
final class ModelHttp implements HttpClient {
    static final int LARGEST_BODY = 20_000_000;

    private final java.net.http.HttpClient client;
    private final Duration timeout;
    private final InstantSource clock;

    ModelHttp(java.net.http.HttpClient client, Duration timeout, InstantSource clock) {
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<byte[]> response = exchange(request);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 != 2) {
            throw new HttpFailure(response.statusCode(), body, retryAfter(response));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("agents don't stream");
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(converted(request), BoundedBody.atMost(LARGEST_BODY));
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswer(What.TIMED_OUT, "no complete answer within " + timeout);
        } catch (ExecutionException e) {
            throw sorted(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(What.BROKEN_OFF, "interrupted while waiting for the answer");
        } finally {
            sent.cancel(true);
        }
    }

    private java.net.http.HttpRequest converted(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(timeout);
        request.headers().forEach((name, values) -> values.forEach(v -> builder.header(name, v)));
        String body = request.body() == null ? "" : request.body();
        return builder.method(
                        request.method().name(),
                        java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        Instant now = clock.instant();
        return response.headers()
                .firstValue("retry-after-ms")
                .flatMap(RetryAfter::parseMillis)
                .or(
                        () ->
                                response.headers()
                                        .firstValue("retry-after")
                                        .flatMap(value -> RetryAfter.parse(value, now)));
    }

    private static NoAnswer sorted(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case BoundedBody.TooLarge e -> new NoAnswer(What.TOO_LARGE, e.getMessage());
            case HttpConnectTimeoutException e ->
                    new NoAnswer(What.BROKEN_OFF, "no connection in time");
            case HttpTimeoutException e -> new NoAnswer(What.TIMED_OUT, "no answer in time");
            default -> new NoAnswer(What.BROKEN_OFF, "no answer: " + cause);
        };
    }
}
