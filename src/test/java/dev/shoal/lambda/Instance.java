package dev.shoal.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One execution environment: a process that handles one event at a time, and is frozen in between,
/// as it asks for the next.
final class Instance implements AutoCloseable {

    private static final String HANDLER =
            "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final RuntimeApi api;
    private final Process process;
    private final long began = System.nanoTime();
    private final CompletableFuture<Duration> ready = new CompletableFuture<>();
    private volatile boolean idle;

    private Instance(Setting setting, Path disk) throws IOException {
        api = new RuntimeApi(setting.function(), this::freeze, this::thaw);
        ProcessBuilder builder =
                new ProcessBuilder(command(setting, disk)).directory(setting.task().toFile());
        builder.environment().clear();
        builder.environment().putAll(setting.environment());
        builder.environment().putAll(reserved(setting, disk));
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                setting.logs().resolve(setting.function() + ".log").toFile()));
        process = builder.start();
    }

    /// What an instance is made of: `task` is the unpacked zip, `runtime` holds the runtime
    /// interface client, `disks` has room for its `/tmp`, `logs` takes what it writes.
    record Setting(
            String function,
            Path task,
            Path runtime,
            Path disks,
            Path logs,
            Map<String, String> environment,
            List<String> options) {}

    static Instance start(Setting setting) throws IOException {
        Path disk = Files.createTempDirectory(setting.disks(), setting.function() + "-");
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwx--x--x"));
        return new Instance(setting, disk);
    }

    /// A native executable is started as it is; otherwise the JVM, as the managed runtime does.
    private static List<String> command(Setting setting, Path disk) {
        Path bootstrap = setting.task().resolve("bootstrap");
        if (Files.exists(bootstrap)) {
            return List.of(bootstrap.toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + disk));
        command.addAll(setting.options());
        command.addAll(
                List.of(
                        "-cp",
                        setting.runtime() + "/*",
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        HANDLER));
        return command;
    }

    private Map<String, String> reserved(Setting setting, Path disk) {
        return Map.ofEntries(
                Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
                Map.entry("HOME", disk.toString()),
                Map.entry("XDG_CONFIG_HOME", disk.toString()),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("_HANDLER", HANDLER),
                Map.entry("LAMBDA_TASK_ROOT", setting.task().toString()),
                Map.entry("AWS_LAMBDA_RUNTIME_API", api.address()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", setting.function()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "shoal"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", disk.getFileName().toString()),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", secretOf(setting.function())));
    }

    /// What nobody else may ever see.
    static String secretOf(String function) {
        return "secret-of-" + function;
    }

    private void freeze() {
        ready.complete(Duration.ofNanos(System.nanoTime() - began));
        idle = true;
        signal("STOP");
    }

    private void thaw() {
        idle = false;
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("can't send " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isIdle() {
        return idle;
    }

    /// From the start of the process until it asked for its first event; if it did.
    CompletableFuture<Duration> ready() {
        return ready;
    }

    /// Waits for the answer; kills the process if there is none in time.
    Outcome invoke(byte[] event, Duration timeout) {
        CompletableFuture<Outcome> outcome = api.offer(event, Instant.now().plus(timeout));
        var _ = process.onExit().thenRun(() -> outcome.complete(new Outcome.Died()));
        try {
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            return new Outcome.Died();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Died();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lets it do nothing more, so that its timeout comes.
    void hang() {
        signal("STOP");
    }

    /// SIGKILL, whatever it is doing.
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        api.close();
    }
}
