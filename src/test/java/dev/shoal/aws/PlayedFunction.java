package dev.shoal.aws;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.contracts.OwnDisk;
import dev.shoal.run.RunId;
import dev.shoal.sandbox.Orders;
import dev.shoal.sandbox.Parcels;
import dev.shoal.sandbox.ProcessSandbox;
import dev.shoal.sandbox.SandboxAnswer;
import dev.shoal.sandbox.SandboxHandler;
import dev.shoal.sandbox.SandboxOrder;
import dev.shoal.trunk.Depots;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The function `sandbox`, played in this process: its own disk, and no permission at all, so that
/// touching the table or the bucket other than by address fails.
final class PlayedFunction implements Invoker {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private SandboxHandler handler;
    private Path disk;
    private boolean withoutBase;
    private int failures;
    private RuntimeException failure = new IllegalStateException();
    private Optional<byte[]> answer = Optional.empty();
    private Optional<Path> pack = Optional.empty();
    private int largest;

    PlayedFunction(Path folder) throws IOException {
        this.folder = folder;
        startAfresh();
    }

    void startAfresh() throws IOException {
        disk = Files.createTempDirectory(folder, "container-");
        Depots depots = OwnDisk.depots(disk);
        ProcessSandbox sandbox = new ProcessSandbox(depots, OwnDisk.surroundings(folder, disk));
        handler = new SandboxHandler(new Orders(sandbox, depots, new Parcels()));
    }

    /// From now on the base's addresses lead nowhere.
    void withoutBase() {
        withoutBase = true;
    }

    void failing(int times, RuntimeException with) {
        failures = times;
        failure = with;
    }

    void answering(byte[] with) {
        answer = Optional.of(with);
    }

    /// Puts this pack where the result's is expected.
    void answering(byte[] with, Path result) {
        answer = Optional.of(with);
        pack = Optional.of(result);
    }

    /// The size of the largest payload, in bytes.
    int largest() {
        return largest;
    }

    /// Where git objects of a run are kept.
    Path kept(RunId run) {
        return disk.resolve("depots").resolve(run.value());
    }

    @Override
    public byte[] invoke(byte[] payload, Duration longest) {
        if (failures > 0) {
            failures--;
            throw failure;
        }
        try {
            SandboxOrder order = JSON.readValue(payload, SandboxOrder.class);
            if (pack.isPresent()) {
                put(pack.get(), order.out());
            }
            byte[] said = answer.isPresent() ? answer.get() : handled(order);
            largest = Math.max(largest, Math.max(payload.length, said.length));
            return said;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] handled(SandboxOrder order) throws IOException {
        SandboxOrder taken = withoutBase ? astray(order) : order;
        return JSON.writerFor(SandboxAnswer.class)
                .writeValueAsBytes(
                        handler.handleRequest(taken, new MinutesLeft(Duration.ofMinutes(15))));
    }

    private static SandboxOrder astray(SandboxOrder order) {
        SandboxOrder.Sources in = order.in();
        List<String> nowhere =
                in.basePack().stream().map(url -> url.replace("/runs/", "/x/")).toList();
        return new SandboxOrder(
                order.run(),
                order.scope(),
                order.command(),
                order.timeoutMillis(),
                new SandboxOrder.Sources(in.tree(), in.base(), nowhere, in.addition()),
                order.out(),
                order.stop());
    }

    private static void put(Path file, String address) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address))
                            .PUT(HttpRequest.BodyPublishers.ofFile(file))
                            .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
