package dev.shoal.agent;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Reads the header `Retry-After`: seconds or an HTTP date (RFC 9110, 10.2.3); also
/// `retry-after-ms`, which some providers send. What can't be read counts as absent.
final class RetryAfter {
    private static final Duration MOST = Duration.ofDays(1);

    private RetryAfter() {}

    static Optional<Duration> parse(String value, Instant now) {
        try {
            return Optional.of(bounded(seconds(value.strip(), now)));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> parseMillis(String value) {
        try {
            return Optional.of(bounded(Duration.ofMillis((long) Double.parseDouble(value))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Duration seconds(String value, Instant now) {
        if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
            return Duration.ofMillis((long) (Double.parseDouble(value) * 1_000));
        }
        return Duration.between(
                now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }
}
