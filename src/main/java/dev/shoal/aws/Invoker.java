package dev.shoal.aws;

import java.time.Duration;

/// Calls the function `sandbox`. Port.
interface Invoker {

    /// Blocks until it answers, at most a little longer than `longest`. Throws
    /// [dev.shoal.run.TransientFault] if it was not called or nothing is known of it, and
    /// [dev.shoal.run.PermanentFault] if the function itself failed: out of memory, out of time.
    byte[] invoke(byte[] payload, Duration longest);
}
