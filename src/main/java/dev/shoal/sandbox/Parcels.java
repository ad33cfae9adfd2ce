package dev.shoal.sandbox;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Parts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What goes in and out by signed addresses: packs of git objects, and the signal to stop. Each
/// transfer is tried a few times.
@ApplicationScoped
public class Parcels {
    private static final int TRIES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /// Adds the objects of one pack that is stored in parts. Nothing to do without parts.
    void fetch(List<String> parts, Depot depot) {
        if (parts.isEmpty()) {
            return;
        }
        trying(
                "fetch a pack",
                () -> {
                    try (InputStream pack =
                            Parts.joined(parts.stream().map(this::get).iterator())) {
                        depot.addPack(pack);
                    }
                });
    }

    private InputStream get(String address) {
        try {
            var response = send(request(address).GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                response.body().close();
                throw new IOException("a pack's address answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(Path file, String address) {
        trying(
                "put a pack",
                () -> {
                    HttpRequest request = request(address).PUT(BodyPublishers.ofFile(file)).build();
                    int status = send(request, BodyHandlers.discarding()).statusCode();
                    if (status != OK) {
                        throw new IOException("the result's address answered " + status);
                    }
                });
    }

    /// True once something is at the address. Looks every few seconds; no answer means no.
    BooleanSupplier signal(String address) {
        return new Signal(address);
    }

    private final class Signal implements BooleanSupplier {
        private final String address;
        private long next = System.nanoTime() + BETWEEN_LOOKS.toNanos();

        Signal(String address) {
            this.address = address;
        }

        @Override
        public boolean getAsBoolean() {
            if (System.nanoTime() < next) {
                return false;
            }
            next = System.nanoTime() + BETWEEN_LOOKS.toNanos();
            try {
                HttpRequest request = request(address).timeout(BETWEEN_LOOKS).GET().build();
                return send(request, BodyHandlers.discarding()).statusCode() == OK;
            } catch (IOException e) {
                return false;
            }
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(LONGEST);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try {
            return client.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFault("interrupted during a transfer", e);
        }
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static void trying(String what, Transfer transfer) {
        for (int tries = 1; ; tries++) {
            try {
                transfer.run();
                return;
            } catch (IOException | UncheckedIOException | PermanentFault e) {
                if (tries == TRIES) {
                    throw new TransientFault("can't " + what + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
