package dev.shoal.simulation;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// What happened, as a number that tells two simulations apart, and for people if they ask for it.
final class Trace {
    private final Consumer<String> out;
    private final boolean shown;
    private long hash = 17;
    private long steps;

    private Trace(Consumer<String> out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    static Trace quiet() {
        return new Trace(line -> {}, false);
    }

    static Trace to(Consumer<String> out) {
        return new Trace(out, true);
    }

    void step(long time, int who, int what, Supplier<String> words) {
        steps++;
        hash = ((hash * 31 + time) * 31 + who) * 31 + what;
        if (shown) {
            out.accept("%12.6f %s".formatted(time / 1e6, words.get()));
        }
    }

    long hash() {
        return hash;
    }

    long steps() {
        return steps;
    }
}
