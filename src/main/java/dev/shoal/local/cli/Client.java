package dev.shoal.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The command line's side of the HTTP API. Each call prints for a person and returns an exit code:
/// 0 for success, 1 for a run that ended otherwise than complete, 2 if the server refused or can't
/// be reached.
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Set<String> GOING = Set.of("seeding", "running", "paused");

    private final URI server;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newHttpClient();
    private final PrintStream out = System.out;

    private Client(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    static Client at(URI server) {
        return new Client(
                server,
                Optional.ofNullable(System.getenv("SHOAL_TOKEN")).filter(t -> !t.isBlank()));
    }

    /// What `./shoal run` was asked for.
    record Wanted(
            String repository, String goal, Optional<String> branch, Optional<String> verify) {}

    /// The server said no, or nothing.
    private static final class Failed extends RuntimeException {
        Failed(String message) {
            super(message);
        }
    }

    int run(Wanted wanted) {
        return reported(() -> follow(call("POST", "/runs", body(wanted)).path("id").asText()));
    }

    int listRuns() {
        return reported(
                () -> {
                    for (JsonNode run : call("GET", "/runs", "").path("items")) {
                        out.println(run.path("id").asText() + "  " + Progress.line(run));
                    }
                    return 0;
                });
    }

    int stop(String id) {
        return reported(
                () -> {
                    JsonNode run = call("POST", "/runs/" + id + "/stop", "");
                    out.println(run.path("id").asText() + " is " + run.path("state").asText());
                    return 0;
                });
    }

    int demo() {
        System.err.println("error: the rehearsal sample is not there yet");
        return 1;
    }

    private int follow(String id) throws IOException, InterruptedException {
        out.println("run " + id);
        String shown = "";
        JsonNode run = call("GET", "/runs/" + id, "");
        while (GOING.contains(run.path("state").asText()) || !isMirrored(run)) {
            String line = Progress.line(run);
            if (!line.equals(shown)) {
                out.println(line);
                shown = line;
            }
            Thread.sleep(POLL);
            run = call("GET", "/runs/" + id, "");
        }
        out.println(Progress.summary(run));
        return run.path("state").asText().equals("complete") ? 0 : 1;
    }

    /// An ended run that failed to begin has nothing to mirror.
    private static boolean isMirrored(JsonNode run) {
        JsonNode trunk = run.path("trunk");
        return !run.path("state").asText().equals("complete")
                || trunk.path("position").asLong() <= Math.max(0, trunk.path("mirrored").asLong());
    }

    private static String body(Wanted wanted) throws JsonProcessingException {
        ObjectNode body = JSON.createObjectNode();
        body.put("repository", uri(wanted.repository())).put("goal", wanted.goal());
        wanted.branch().ifPresent(branch -> body.put("branch", branch));
        wanted.verify().ifPresent(verify -> body.put("verify", verify));
        return JSON.writeValueAsString(body);
    }

    /// A plain path means a repository on this machine.
    private static String uri(String repository) {
        return repository.contains("://")
                ? repository
                : "file://" + Path.of(repository).toAbsolutePath().normalize();
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() >= 300) {
            throw new Failed(
                    answer.path("detail").asText("the server answered " + response.statusCode()));
        }
        return answer;
    }

    private interface Call {
        int make() throws IOException, InterruptedException;
    }

    private int reported(Call call) {
        try {
            return call.make();
        } catch (Failed e) {
            System.err.println("error: " + e.getMessage());
        } catch (IOException e) {
            System.err.println("error: no answer from " + server + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 2;
    }
}
