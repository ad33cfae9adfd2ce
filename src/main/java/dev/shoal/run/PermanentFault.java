package dev.shoal.run;

import org.jspecify.annotations.Nullable;

/// Something outside failed in a way that a retry won't mend: access denied, a missing bucket, a
/// corrupt pack.
public final class PermanentFault extends ShoalException {
    public PermanentFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
