package dev.shoal.local;

import java.time.Duration;

/// Whether this machine has more to do than it can.
interface Load {

    boolean isTooHigh() throws InterruptedException;

    /// Takes a nap: who oversleeps has waited for a processor, and so does everybody else. Waiting
    /// for models makes nobody oversleep, however many wait.
    static Load bySleeping() {
        Duration nap = Duration.ofMillis(20);
        Duration overslept = Duration.ofMillis(100);
        return () -> {
            long begun = System.nanoTime();
            Thread.sleep(nap);
            return System.nanoTime() - begun > nap.plus(overslept).toNanos();
        };
    }
}
