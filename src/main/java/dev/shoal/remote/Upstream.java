package dev.shoal.remote;

import java.util.Optional;
import java.util.function.Supplier;

/// How upstream may be reached: `local` allows `file:` and loopback `http:`; `token` is the way to
/// the credential for `https:`; `mostBytes` is how much a repository's newest commit may need,
/// packed.
public record Upstream(boolean local, Optional<Supplier<String>> token, long mostBytes) {
    private static final long MOST_BYTES = 8L << 30;

    public Upstream(boolean local, Optional<Supplier<String>> token) {
        this(local, token, MOST_BYTES);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Upstream[local=%s, mostBytes=%d]".formatted(local, mostBytes);
    }
}
