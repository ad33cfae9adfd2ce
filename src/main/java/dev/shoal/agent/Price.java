package dev.shoal.agent;

import dev.shoal.run.Spend;

/// What a model costs, in US dollars per million tokens, which is micro-dollars per token. Reading
/// from the provider's cache costs `cached`; writing to it a quarter more than `input`.
record Price(double input, double cached, double output) {
    static final Price UNKNOWN = new Price(0, 0, 0);
    private static final double CACHE_WRITE = 1.25;

    /// Rounded up: spending is never understated.
    Spend of(Usage usage) {
        double micros =
                usage.input() * input
                        + usage.cacheRead() * cached
                        + usage.cacheWritten() * input * CACHE_WRITE
                        + usage.output() * output;
        return new Spend(usage.allInput(), usage.output(), (long) Math.ceil(micros));
    }
}
