package dev.shoal.run;

import org.jspecify.annotations.Nullable;

/// Something outside failed in a way that may pass: throttling, a dropped connection, a 5xx. The
/// effect of the call is unknown. The same work may be tried again later.
public final class TransientFault extends ShoalException {
    public TransientFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
