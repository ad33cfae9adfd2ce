package dev.shoal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A model that follows a script, behind the OpenAI chat completions API on loopback: the whole of
/// Shoal, its model client included, runs against it without a key. Keeps no conversation: the turn
/// is the number of assistant messages it is sent, so a retried request gets the same reply.
public final class RehearsalServer implements AutoCloseable {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong ids = new AtomicLong();
    private final RehearsalScript script;
    private final Duration latency;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RehearsalServer(RehearsalScript script, Duration latency) throws IOException {
        this.script = script;
        this.latency = latency;
        this.http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/chat/completions", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    /// Answers after 150 ms, about as a fast model does. Throws [IOException] if the script can't
    /// be read.
    public static RehearsalServer start(Path script) throws IOException {
        return new RehearsalServer(RehearsalScript.read(script), Duration.ofMillis(150));
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            Thread.sleep(latency);
            byte[] body =
                    json.writeValueAsBytes(completion(json.readTree(request), request.length));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode completion(JsonNode request, int size) {
        ObjectNode message = message(request);
        ObjectNode answer = json.createObjectNode();
        answer.put("id", "chatcmpl-" + ids.incrementAndGet())
                .put("object", "chat.completion")
                .put("created", 0);
        answer.put("model", request.path("model").asText());
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0)
                .put("finish_reason", message.has("tool_calls") ? "tool_calls" : "stop");
        choice.set("message", message);
        int in = size / CHARACTERS_PER_TOKEN;
        int out = Math.max(1, message.toString().length() / CHARACTERS_PER_TOKEN);
        answer.putObject("usage")
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
        return answer;
    }

    private ObjectNode message(JsonNode request) {
        ObjectNode message = json.createObjectNode().put("role", "assistant");
        if (request.path("tools").isEmpty()) {
            return message.put("content", "Notes: the work so far follows the rehearsal script.");
        }
        String brief = "";
        int turn = 0;
        for (JsonNode sent : request.path("messages")) {
            String role = sent.path("role").asText();
            turn += role.equals("assistant") ? 1 : 0;
            brief = brief.isEmpty() && role.equals("user") ? text(sent.path("content")) : brief;
        }
        return script.reply(brief, turn)
                .map(calls -> withCalls(message, calls))
                .orElseGet(
                        () ->
                                message.put(
                                        "content",
                                        "The rehearsal script has no rule for this conversation."));
    }

    private ObjectNode withCalls(ObjectNode message, List<RehearsalScript.Call> calls) {
        ArrayNode list = message.putNull("content").putArray("tool_calls");
        for (RehearsalScript.Call call : calls) {
            ObjectNode item =
                    list.addObject()
                            .put("id", "call_" + ids.incrementAndGet())
                            .put("type", "function");
            item.putObject("function")
                    .put("name", call.tool())
                    .put("arguments", call.arguments().toString());
        }
        return message;
    }

    /// Content is a string or a list of parts.
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
