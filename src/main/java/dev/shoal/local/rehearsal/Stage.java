package dev.shoal.local.rehearsal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Which tasks have been begun, for those that wait for each other.
final class Stage {

    private final Duration patience;
    private final Set<String> begun = new HashSet<>();

    Stage(Duration patience) {
        this.patience = patience;
    }

    synchronized void enters(String task) {
        if (begun.add(task)) {
            notifyAll();
        }
    }

    /// Returns when the task has been begun, or after the patience that was given.
    synchronized void await(String task) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!begun.contains(task)) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
