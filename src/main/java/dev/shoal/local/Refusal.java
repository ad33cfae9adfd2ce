package dev.shoal.local;

/// A command cannot start for a reason that its user can act on. Ends the process with one line and
/// exit code 2.
public final class Refusal extends RuntimeException {
    public Refusal(String message) {
        super(message);
    }

    public Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
