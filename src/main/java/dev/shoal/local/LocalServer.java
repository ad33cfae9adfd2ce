package dev.shoal.local;

import dev.shoal.local.LocalAws.Storage;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Everything of local mode in this process: data folder, emulators, and the application itself.
///
/// It stops in the opposite order, also on SIGTERM and Ctrl-C; after SIGKILL the data folder is as
/// good as after any other end.
public final class LocalServer implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final Deque<AutoCloseable> held = new ArrayDeque<>();
    private final URI uri;
    private volatile CompletableFuture<Integer> stopped = CompletableFuture.completedFuture(0);

    private LocalServer(Settings settings) {
        this.uri = settings.uri();
        Runtime.getRuntime().addShutdownHook(new Thread(this::release, "shoal-release"));
    }

    /// `data` absent: in memory, gone with the process. `port` 0 takes a free one.
    public record Settings(String host, int port, Optional<Path> data) {

        /// Loopback unless a token guards the server; a blank one does not.
        static Settings of(int port, Optional<Path> data, Optional<String> token) {
            boolean guarded = token.filter(text -> !text.isBlank()).isPresent();
            return new Settings(guarded ? "0.0.0.0" : "127.0.0.1", port, data);
        }

        /// With the token of the environment.
        public static Settings of(int port, Optional<Path> data) {
            return of(port, data, Optional.ofNullable(System.getenv("SHOAL_TOKEN")));
        }

        Settings onFreePort() throws IOException {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host, port));
                return new Settings(host, socket.getLocalPort(), data);
            }
        }

        URI uri() {
            return URI.create("http://" + host + ":" + port);
        }
    }

    /// Returns when the server answers. Throws [Refusal] if the port is taken or the folder not
    /// ours.
    public static LocalServer start(Settings wanted) {
        Settings settings = checked(wanted);
        LocalServer server = new LocalServer(settings);
        try {
            server.run(settings);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Settings checked(Settings wanted) {
        try {
            return wanted.onFreePort();
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(
                    "cannot listen on %s:%d: %s"
                            .formatted(wanted.host(), wanted.port(), e.getMessage()),
                    e);
        }
    }

    private void run(Settings settings) {
        LocalAws aws = LocalAws.start(storage(settings));
        held.push(aws);
        LocalProperties.set(settings.host(), settings.port(), aws);
        CompletableFuture<Void> ready = Ready.expect();
        stopped = new CompletableFuture<>();
        new Thread(() -> runApplication(ready), "shoal").start();
        try {
            ready.join();
        } catch (CompletionException e) {
            throw new Refusal("the server did not start: " + root(e), e);
        }
    }

    /// What went wrong in the first place; what is wrapped around it says less.
    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    private Storage storage(Settings settings) {
        if (settings.data().isEmpty()) {
            return new Storage.InMemory();
        }
        DataFolder folder = DataFolder.open(settings.data().get());
        held.push(folder);
        return new Storage.OnDisk(folder.path());
    }

    private void runApplication(CompletableFuture<Void> ready) {
        try {
            Quarkus.run(
                    Ready.class,
                    (code, failure) -> {
                        if (failure != null) {
                            ready.completeExceptionally(failure);
                        }
                        stopped.complete(code);
                    });
        } finally {
            ready.completeExceptionally(new IllegalStateException("the application ended"));
            stopped.complete(1);
        }
    }

    public URI uri() {
        return uri;
    }

    /// Waits until the server is told to stop; its exit code.
    public int join() {
        return stopped.join();
    }

    @Override
    public void close() {
        Quarkus.asyncExit(0);
        release();
    }

    /// Once the application no longer uses them, or has had its time.
    private void release() {
        try {
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("shoal: stopping without waiting for the application any longer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll();
    }

    private synchronized void closeAll() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                System.err.println("shoal: " + e);
            }
        }
    }
}
