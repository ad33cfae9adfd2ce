package dev.shoal.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the audit asks the server.
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /// The id of the run. The same `key` gives the same run, also after the server was killed.
    String post(URI server, JsonNode run, String key) throws IOException, InterruptedException {
        var request =
                request(server, "/runs")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(run.toString()))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("the run was refused: " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asText();
    }

    JsonNode get(URI server, String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request(server, path).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException(path + " answers " + answer.statusCode());
            }
            return JSON.readTree(body);
        }
    }

    /// All pages of a listing.
    List<JsonNode> all(URI server, String path, String cursor)
            throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = get(server, next);
            page.path("items").forEach(all::add);
            JsonNode mark = page.path("next");
            String sign = path.contains("?") ? "&" : "?";
            next =
                    mark.isNull() || mark.isMissingNode() || page.path("items").isEmpty()
                            ? null
                            : path + sign + cursor + "=" + mark.asText();
        }
        return all;
    }

    /// The lines of a transcript; empty if there is none.
    List<JsonNode> transcript(URI server, String run, String subject)
            throws IOException, InterruptedException {
        String path = "/runs/" + run + "/transcripts/" + subject;
        HttpResponse<String> answer =
                http.send(request(server, path).build(), BodyHandlers.ofString());
        List<JsonNode> lines = new ArrayList<>();
        if (answer.statusCode() == 200) {
            for (String line : answer.body().lines().toList()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofMinutes(1));
    }
}
