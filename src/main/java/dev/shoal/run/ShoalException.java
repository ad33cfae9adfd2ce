package dev.shoal.run;

import org.jspecify.annotations.Nullable;

/// The root of all that Shoal throws on purpose. Expected outcomes are values; this is for the
/// rest.
public abstract class ShoalException extends RuntimeException {
    protected ShoalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
