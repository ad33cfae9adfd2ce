package dev.shoal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The two ways to call a function and wait: the HTTP API, which makes an event of each request to
/// `api`, and Lambda's own Invoke, by which `sandbox` is called.
final class Front implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String INVOKE = "/2015-03-31/functions/";
    private static final int MOST_PAYLOAD = 6 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger largest = new AtomicInteger();
    private final Function api;
    private final Function sandbox;

    Front(Function api, Function sandbox, HttpServer server) {
        this.api = api;
        this.sandbox = sandbox;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::request);
        server.createContext(INVOKE, this::invoke);
        server.start();
    }

    /// Bound before there are functions, since they are told its address.
    static HttpServer bound() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    }

    static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The size of the largest payload of an Invoke, in bytes.
    int largest() {
        return largest.get();
    }

    private void request(HttpExchange exchange) throws IOException {
        switch (api.invoke(JSON.writeValueAsBytes(event(exchange)))) {
            case Outcome.Answered(byte[] payload) -> answer(exchange, JSON.readTree(payload));
            case Outcome.Failed failed -> send(exchange, 500, new byte[0]);
            case Outcome.Died died -> send(exchange, 500, new byte[0]);
            case Outcome.Throttled throttled -> send(exchange, 503, new byte[0]);
        }
    }

    private static JsonNode event(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", "$default");
        event.put("rawPath", uri.getRawPath());
        event.put("rawQueryString", uri.getRawQuery() == null ? "" : uri.getRawQuery());
        ObjectNode headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(Locale.ROOT), String.join(",", values)));
        event.putObject("requestContext")
                .put("stage", "$default")
                .putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("path", uri.getRawPath());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            event.put("body", new String(body, StandardCharsets.UTF_8));
        }
        return event.put("isBase64Encoded", false);
    }

    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding");

    private static void answer(HttpExchange exchange, JsonNode response) throws IOException {
        response.path("headers").properties().stream()
                .filter(header -> !OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(
                        header ->
                                exchange.getResponseHeaders()
                                        .put(header.getKey(), List.of(header.getValue().asText())));
        send(
                exchange,
                response.path("statusCode").asInt(),
                response.path("body").asText("").getBytes(StandardCharsets.UTF_8));
    }

    private void invoke(HttpExchange exchange) throws IOException {
        byte[] payload = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestURI().getPath().startsWith(INVOKE + sandbox.name() + "/")) {
            send(exchange, 404, new byte[0]);
            return;
        }
        Outcome outcome =
                payload.length > MOST_PAYLOAD
                        ? new Outcome.Failed("{\"errorMessage\":\"payload too large\"}")
                        : sandbox.invoke(payload);
        largest.accumulateAndGet(payload.length, Math::max);
        switch (outcome) {
            case Outcome.Answered(byte[] answer) -> {
                largest.accumulateAndGet(answer.length, Math::max);
                send(exchange, 200, answer);
            }
            case Outcome.Failed(String error) -> failed(exchange, error);
            case Outcome.Died died ->
                    failed(
                            exchange,
                            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"killed\"}");
            case Outcome.Throttled throttled -> {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", "TooManyRequestsException");
                send(exchange, 429, "{}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void failed(HttpExchange exchange, String error) throws IOException {
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        send(exchange, 200, error.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
