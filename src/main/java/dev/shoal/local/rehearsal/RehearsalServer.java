package dev.shoal.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The endpoint. It says of itself, in a header of each answer and in the name of its model, that
/// it is a rehearsal.
public final class RehearsalServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKLOG = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Script script;
    private final Actor actor;
    private final Stage stage = new Stage(PATIENCE);

    private RehearsalServer(HttpServer server, Script script) {
        this.server = server;
        this.script = script;
        this.actor = new Actor(script);
    }

    /// Listens on a free port of loopback.
    public static RehearsalServer start(Script script) {
        // Read once, by the first server of the JVM: else each answer waits for the client's ACK,
        // and connections beyond 200 are closed between requests.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var running = new RehearsalServer(HttpServer.create(address, BACKLOG), script);
            running.open();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("can't open the rehearsal's endpoint", e);
        }
    }

    private void open() {
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::complete);
        server.createContext(
                "/v1/models", exchange -> send(exchange, 200, Completion.models(model())));
        server.start();
    }

    /// What clients take as their base URL.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private String model() {
        return "rehearsal-" + script.name();
    }

    private void complete(HttpExchange exchange) throws IOException {
        try {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (request.path("stream").asBoolean()) {
                send(exchange, 400, Completion.error("the rehearsal does not stream"));
            } else {
                answer(exchange, Conversation.of(request));
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            send(exchange, 400, Completion.error("not JSON: " + e.getOriginalMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, Conversation talk)
            throws IOException, InterruptedException {
        if (talk.header("role").equals("worker")) {
            stage.enters(talk.header("task"));
        }
        switch (actor.next(talk)) {
            case Actor.Line.Says(Script.Step step, long delay) -> {
                if (step.meets() != null) {
                    stage.await(step.meets());
                }
                Thread.sleep(delay);
                send(exchange, 200, Completion.of(model(), talk, step));
            }
            case Actor.Line.Stuck(String why) -> send(exchange, 400, Completion.error(why));
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer)
            throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Rehearsal", "scripted; no model was asked");
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
