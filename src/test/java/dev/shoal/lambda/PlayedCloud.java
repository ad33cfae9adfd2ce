package dev.shoal.lambda;

import com.sun.net.httpserver.HttpServer;
import dev.shoal.aws.Provisioning;
import dev.shoal.local.EmbeddedAws;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.util.FileUtils;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The stack on this machine: table, queues and bucket are emulators, each function is processes of
/// its own that are started from the zip as Lambda starts them.
final class PlayedCloud implements AutoCloseable {

    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final List<EventSource> sources = new ArrayList<>();
    private final Path folder;
    private final Path logs;
    private final Front front;
    private final URI uri;
    private final Thread schedule;

    private PlayedCloud(Stack stack, Path folder) throws IOException {
        this.folder = folder;
        this.logs = Files.createDirectories(Path.of("target/lambda-logs", stack.name()));
        HttpServer server = Front.bound();
        this.uri = Front.address(server);
        Path task = Artifact.built().unpacked(Files.createDirectory(folder.resolve("task")));
        for (String name : List.of("api", "plan", "work", "judge", "remote", "sweep", "sandbox")) {
            var setting = setting(stack, name, task);
            functions.put(name, new Function(setting, stack.timeout(), most(stack, name)));
        }
        front = new Front(function("api"), function("sandbox"), server);
        SqsClient sqs = EmbeddedAws.sqs();
        for (String name : List.of("plan", "work", "judge", "remote")) {
            String queue = sqs.getQueueUrl(r -> r.queueName(stack.name() + "-" + name)).queueUrl();
            sources.add(new EventSource(sqs, queue, function(name)).start());
        }
        schedule = Thread.ofVirtual().name("schedule").start(this::sweep);
    }

    /// `model` is what the rehearsal at `models` is called; `timeout` that of each function, and
    /// how long a message that was not handled stays away; `workers` how many work at once.
    record Stack(String name, String model, URI models, Duration timeout, int workers) {}

    /// How many processes of a function there may be; together they fit a small machine.
    private static int most(Stack stack, String function) {
        return switch (function) {
            case "work" -> stack.workers();
            case "plan", "sandbox" -> Math.max(1, stack.workers() / 2);
            default -> 1;
        };
    }

    static PlayedCloud start(Stack stack) throws IOException {
        Provisioning.create(
                stack.name(),
                stack.timeout().plusSeconds(1),
                EmbeddedAws.dynamoDb(),
                EmbeddedAws.sqs(),
                EmbeddedAws.s3());
        Path folder = Files.createTempDirectory("shoal-lambda-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new PlayedCloud(stack, folder);
    }

    private Instance.Setting setting(Stack stack, String name, Path task) {
        String logical = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Function";
        Map<String, String> environment =
                new HashMap<>(new Variables(stack.name(), stack.model()).of(logical));
        List<String> options = options(environment);
        if (!name.equals("sandbox")) {
            environment.put(
                    "AWS_ENDPOINT_URL_DYNAMODB", EmbeddedAws.endpoints().dynamoDb().toString());
            environment.put("AWS_ENDPOINT_URL_SQS", EmbeddedAws.endpoints().sqs().toString());
            environment.put("AWS_ENDPOINT_URL_S3", EmbeddedAws.endpoints().s3().toString());
            environment.put("AWS_ENDPOINT_URL_LAMBDA", uri.toString());
            environment.put("SHOAL_REHEARSAL_BASE_URL", stack.models().toString());
            environment.put("SHOAL_LOCAL_MODE", "true");
        }
        return new Instance.Setting(
                stack.name() + "-" + name,
                task,
                Path.of("target/lambda-runtime").toAbsolutePath(),
                folder,
                logs,
                environment,
                options);
    }

    /// As options they are the same, but the JVM does not announce them on the terminal.
    private static List<String> options(Map<String, String> environment) {
        String options = environment.remove("JAVA_TOOL_OPTIONS");
        return options == null ? List.of() : List.of(options.split(" "));
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(3));
                function("sweep")
                        .invoke("{\"source\":\"aws.scheduler\"}".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where the HTTP API answers.
    URI uri() {
        return uri;
    }

    Front front() {
        return front;
    }

    Function function(String name) {
        return functions.get(name);
    }

    /// All processes of the functions that queues and other functions call.
    List<Instance> victims() {
        return functions.entrySet().stream()
                .filter(f -> !f.getKey().equals("api"))
                .flatMap(f -> f.getValue().instances().stream())
                .toList();
    }

    String summary() {
        return functions.values().stream().map(Function::summary).collect(Collectors.joining("\n"));
    }

    /// What the processes wrote, for when something failed.
    Path logs() {
        return logs;
    }

    @Override
    public void close() {
        schedule.interrupt();
        sources.forEach(EventSource::close);
        functions.values().forEach(Function::close);
        front.close();
        delete();
    }

    private void delete() {
        try {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY);
        } catch (IOException e) {
            System.err.println("can't delete " + folder + ": " + e);
        }
    }
}
