package dev.shoal.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Where a process on somebody's own machine begins.
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        Quarkus.run(args);
    }
}
