package dev.shoal.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.local.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Speaks HTTP with a server: one call per method of the API that the commands need.
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;
    private final Badge badge;

    private Api(URI server, Badge badge) {
        this.server = server;
        this.badge = badge;
    }

    /// Throws [Refusal] if that is no address of a server.
    static Api at(URI server) {
        if (server.getHost() == null || !String.valueOf(server.getScheme()).startsWith("http")) {
            throw new Refusal(
                    "--api wants an address such as http://127.0.0.1:8080, not " + server);
        }
        return new Api(server, Badge.of(server, System.getenv()));
    }

    URI server() {
        return server;
    }

    /// What came of a call.
    sealed interface Answer {
        record Ok(JsonNode body) implements Answer {}

        /// The server says no; `why` is a line for people.
        record Refused(int status, String why) implements Answer {}

        record Unreachable(String why) implements Answer {}

        /// The body, or a [Refusal] that says why there is none.
        default JsonNode orRefuse() {
            return switch (this) {
                case Ok(JsonNode body) -> body;
                case Refused(int status, String why) -> throw new Refusal(why);
                case Unreachable(String why) -> throw new Refusal(why);
            };
        }
    }

    Answer get(String path) {
        return send(request("GET", path, new byte[0]).GET().build());
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Answer patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    private Answer send(String method, String path, JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return send(
                request(method, path, bytes)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(bytes))
                        .build());
    }

    private HttpRequest.Builder request(String method, String path, byte[] body) {
        URI uri = URI.create(server.toString().replaceAll("/+$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        badge.headers(method, uri, body).forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest request) {
        try {
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (ConnectException e) {
            return new Answer.Unreachable(
                    "no server answers at %s; start one with ./shoal serve".formatted(server));
        } catch (IOException e) {
            return new Answer.Unreachable("no answer from %s: %s".formatted(server, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted");
        }
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        try {
            JsonNode body = JSON.readTree(response.body());
            return status < 300
                    ? new Answer.Ok(body)
                    : new Answer.Refused(status, why(status, body));
        } catch (JsonProcessingException e) {
            return new Answer.Refused(
                    status, "%s answered %d and no JSON".formatted(server, status));
        }
    }

    private static String why(int status, JsonNode problem) {
        String detail = problem.path("detail").asText("the server answered " + status);
        String field = problem.path("field").asText("");
        return field.isEmpty() || detail.contains(field) ? detail : field + ": " + detail;
    }
}
