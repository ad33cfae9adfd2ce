package dev.shoal.api;

import dev.shoal.run.Refused;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the resources share.
final class Wire {
    static final int MOST_BODY = 1 << 20;

    private Wire() {}

    static Problem tooLarge() {
        return Problem.of(413, "a body may have at most %d bytes".formatted(MOST_BODY));
    }

    /// A whole number that came as a query parameter; `otherwise` if it didn't come.
    static long number(String field, @Nullable String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (text.matches("-?[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Refused(
                field, "%s must be a whole number from %d to %d".formatted(field, least, most));
    }

    static <T> T found(Optional<T> thing, String kind, String id) {
        return thing.orElseThrow(
                () -> new NotFoundException("there is no %s %s".formatted(kind, id)));
    }
}
