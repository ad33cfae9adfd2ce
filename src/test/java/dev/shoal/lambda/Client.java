package dev.shoal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/// Asks the API as any client does, and again when it fails.
final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> GOING_ON = Set.of("seeding", "running", "paused");
    private static final int TRIES = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;

    Client(URI api) {
        this.api = api;
    }

    String submit(JsonNode run) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(api.resolve("/runs"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "rehearsal")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(run)))
                        .build();
        return answer(request, 202).path("id").asText();
    }

    JsonNode get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(api.resolve(path)).build(), 200);
    }

    String text(String path) throws Exception {
        return said(HttpRequest.newBuilder(api.resolve(path)).build(), 200);
    }

    private JsonNode answer(HttpRequest request, int expected) throws Exception {
        return JSON.readTree(said(request, expected));
    }

    private String said(HttpRequest request, int expected) throws Exception {
        String last = "";
        for (int i = 0; i < TRIES; i++) {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == expected) {
                return response.body();
            }
            last = response.statusCode() + " " + response.body();
        }
        throw new IOException(request.uri() + " answers " + last);
    }

    /// The run as it is when it has ended and its trunk is upstream, or when the time is over.
    JsonNode ended(String id, Duration most) throws Exception {
        long until = System.nanoTime() + most.toNanos();
        JsonNode run = get("/runs/" + id);
        String after = "";
        while (goesOn(run) && System.nanoTime() < until) {
            JsonNode news = get("/runs/" + id + "/events?wait=2" + after);
            if (news.path("next").isTextual()) {
                after = "&after=" + news.path("next").asText();
            }
            run = get("/runs/" + id);
        }
        return run;
    }

    private static boolean goesOn(JsonNode run) {
        JsonNode trunk = run.path("trunk");
        return GOING_ON.contains(run.path("state").asText())
                || trunk.path("mirrored").asLong() < trunk.path("position").asLong();
    }
}
