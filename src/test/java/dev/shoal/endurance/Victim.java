package dev.shoal.endurance;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One life of the server that is killed: `./shoal serve` as a process of its own.
final class Victim implements AutoCloseable {
    private static final String READY = "listening on ";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// 128 and the number of the signal.
    private static final int KILLED = 137;

    private final Process process;
    private final URI uri;
    private final Duration start;

    private Victim(Process process, URI uri, Duration start) {
        this.process = process;
        this.uri = uri;
        this.start = start;
    }

    /// Returns when it listens.
    static Victim start(Path home, Path data, Map<String, String> environment, File log) {
        long begun = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(
                        home.resolve("shoal").toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
        try {
            Process process = builder.start();
            return new Victim(process, listening(process), since(begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static URI listening(Process process) {
        BufferedReader output = process.inputReader();
        try {
            return CompletableFuture.supplyAsync(
                            () ->
                                    output.lines()
                                            .filter(line -> line.startsWith(READY))
                                            .findFirst()
                                            .orElseThrow(
                                                    () ->
                                                            new IllegalStateException(
                                                                    "the server ended without listening")))
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .thenApply(line -> URI.create(line.substring(READY.length()).strip()))
                    .join();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    URI uri() {
        return uri;
    }

    /// From the start of the process until it listened.
    Duration start() {
        return start;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL, to this one process. True if that is what it died of.
    boolean kill() {
        process.destroyForcibly();
        await();
        return process.exitValue() == KILLED;
    }

    /// Memory that is in use, in megabytes, where the system tells.
    OptionalLong rss() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// SIGTERM.
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
