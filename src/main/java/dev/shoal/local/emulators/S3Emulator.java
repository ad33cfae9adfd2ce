package dev.shoal.local.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shoal.local.LocalAws.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// As much of S3 as Shoal calls: buckets, objects with their own headers, listings in pages, and
/// signed addresses, whose signatures nobody checks. What is missing says that it is not
/// implemented.
final class S3Emulator implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;

    private S3Emulator(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static S3Emulator start(Storage storage) {
        // Read once, by the first server of the JVM: else each answer waits for the client's ACK,
        // and connections beyond 200 are closed between requests.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        try {
            HttpServer server = HttpServer.create(Loopback.anyPort(), BACKLOG);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            Buckets buckets = buckets(storage);
            server.setExecutor(threads);
            server.createContext("/", exchange -> serve(exchange, buckets));
            server.start();
            return new S3Emulator(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("no S3 on loopback", e);
        }
    }

    private static Buckets buckets(Storage storage) {
        return switch (storage) {
            case Storage.InMemory() -> new BucketsInMemory();
            case Storage.OnDisk(var folder) -> new BucketsOnDisk(Loopback.folder(folder, "s3"));
        };
    }

    private static void serve(HttpExchange exchange, Buckets buckets) throws IOException {
        try (exchange) {
            new S3Request(exchange, buckets).answer();
        } catch (IOException | RuntimeException e) {
            if (exchange.getResponseCode() < 0) {
                exchange.sendResponseHeaders(500, -1);
            }
        }
    }

    URI uri() {
        return Loopback.uri(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
