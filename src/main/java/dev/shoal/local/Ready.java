package dev.shoal.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.CompletableFuture;

/// Tells the thread that started the application that it now answers, then lets it run until it is
/// told to stop. Quarkus makes the instance and a process has one application, hence the static
/// field.
public final class Ready implements QuarkusApplication {

    private static volatile CompletableFuture<Void> expected = new CompletableFuture<>();

    private final Pollers pollers;

    Ready(Pollers pollers) {
        this.pollers = pollers;
    }

    static CompletableFuture<Void> expect() {
        CompletableFuture<Void> fresh = new CompletableFuture<>();
        expected = fresh;
        return fresh;
    }

    @Override
    public int run(String... args) {
        pollers.start();
        expected.complete(null);
        Quarkus.waitForExit();
        return 0;
    }
}
