package dev.shoal.api;

import dev.shoal.run.Refused;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;

/// What the resources share.
final class Wire {
    private static final int MOST = 200;

    private Wire() {}

    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Refused("limit", "limit must be 1 to " + MOST);
        }
        return limit;
    }

    static <T> T found(Optional<T> thing, String kind, String id) {
        return thing.orElseThrow(
                () -> new NotFoundException("there is no %s %s".formatted(kind, id)));
    }
}
