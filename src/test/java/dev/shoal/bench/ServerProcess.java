package dev.shoal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A [ServerUnderTest] and what can be seen of it from outside.
final class ServerProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final BufferedReader output;
    private final URI uri;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.uri = URI.create(line("listening on ").substring("listening on ".length()));
    }

    /// With the options that `./shoal` gives to its JVM.
    static ServerProcess start(Path root, StubModel model, int workers) throws IOException {
        String target = root.resolve("target").toString();
        var builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Xmx1g",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        "%1$s/app-runner.jar:%1$s/emulators/*:%1$s/test-classes".formatted(target),
                        ServerUnderTest.class.getName());
        builder.environment().put("SHOAL_WORKERS", Integer.toString(workers));
        builder.environment().put("OPENAI_BASE_URL", model.uri().toString());
        builder.environment().put("OPENAI_API_KEY", "stub");
        builder.environment().remove("SHOAL_TOKEN");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            return new ServerProcess(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private String line(String beginning) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("the server under test ended");
    }

    /// Starts a run on the repository in this folder; its id.
    String run(Path repository, int tasks) throws IOException, InterruptedException {
        var body = JSON.createObjectNode();
        body.put("repository", repository.toUri().toString()).put("goal", "change every file");
        body.putObject("models")
                .put("planner", "openai/stub")
                .put("worker", "openai/stub")
                .put("judge", "openai/stub");
        body.putObject("limits").put("tasks", Math.max(1, tasks)).put("tokens", 1_000_000_000);
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve("/runs"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        JsonNode answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        if (!answer.has("id")) {
            throw new IOException("no run: " + answer);
        }
        return answer.path("id").asText();
    }

    /// Waits until the run has ended; the run as the API shows it.
    JsonNode ended(String run) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int look = 0; System.nanoTime() < end; look++) {
            JsonNode seen = get("/runs/" + run);
            if (!List.of("seeding", "running").contains(seen.path("state").asText())) {
                return seen;
            }
            if (look % 10 == 0) {
                Benchmark.tell("%s", seen.path("tasks"));
            }
            Thread.sleep(500);
        }
        throw new IOException("the run did not end within " + PATIENCE);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    void post(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        int status = client.send(request, BodyHandlers.ofString()).statusCode();
        if (status >= 300) {
            throw new IOException(path + " answered " + status);
        }
    }

    /// True if a child of it, or a child of that, runs this command line.
    boolean runs(String command) {
        return process.descendants()
                .anyMatch(
                        child ->
                                child.info()
                                        .commandLine()
                                        .filter(line -> line.contains(command))
                                        .isPresent());
    }

    /// What it counted since it began: see [ServerUnderTest].
    JsonNode counts() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append("counts\n").flush();
        return JSON.readTree(line("{"));
    }

    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /// Resident memory of the whole process in MB, as Linux tells it: `VmRSS` now, `VmHWM` at most
    /// so far.
    long megabytes(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        process.destroyForcibly();
        client.close();
    }
}
