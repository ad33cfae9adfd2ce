package dev.shoal.remote;

import java.util.Optional;

/// How upstream may be reached: `local` allows `file:` and loopback `http:`; `token` is the
/// credential for `https:`.
public record Upstream(boolean local, Optional<String> token) {
    @Override
    public String toString() {
        return "Upstream[local=%s]".formatted(local);
    }
}
