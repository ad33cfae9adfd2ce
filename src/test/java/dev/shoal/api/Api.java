package dev.shoal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// A client as plain as clients come.
record Api(URI root) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    String body() {
        return bodyWith("goal", "\"Make it better\"");
    }

    /// A body that is accepted, but for this field, whose JSON is `value`.
    String bodyWith(String field, String value) {
        var body = JSON.createObjectNode();
        body.put("repository", "https://git.example.com/a/b.git");
        body.put("goal", "Make it better");
        body.putObject("models").put("judge", "openai/gpt-5");
        body.remove(field);
        String rest = body.toString();
        return "{\"" + field + "\":" + value + "," + rest.substring(1);
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body, String... header) {
        return send("POST", path, body, header);
    }

    Answer send(String method, String path, String body, String... header) {
        return send(method, path, BodyPublishers.ofString(body), header);
    }

    /// Without telling the length beforehand.
    Answer postChunked(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(
                "POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private Answer send(String method, String path, BodyPublisher body, String... header) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root.toString().replaceAll("/$", "") + path))
                        .header("Content-Type", "application/json")
                        .method(method, body);
        for (int i = 0; i < header.length; i += 2) {
            request.setHeader(header[i], header[i + 1]);
        }
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The status of a request written by hand, with headers that clients won't let one set.
    int rawStatus(String first, String header) {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String text = first + "\r\n" + header + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(first, e);
        }
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        JsonNode isProblem(int status) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).as(text()).startsWith("application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(json().path("title").asText()).isNotEmpty();
            assertThat(json().path("detail").asText()).isNotEmpty();
            assertThat(text()).doesNotContain("java.", "dev.shoal", "Exception");
            return json();
        }

        void isProblem(int status, String field) {
            assertThat(isProblem(status).path("field").asText()).as(text()).isEqualTo(field);
        }
    }
}
