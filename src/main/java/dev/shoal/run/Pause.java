package dev.shoal.run;

import java.time.Duration;

/// Waiting. Port, so that tests and simulations need not wait.
@FunctionalInterface
public interface Pause {
    /// Returns after about this long, or throws [TransientFault] if the thread was interrupted.
    void of(Duration time);
}
