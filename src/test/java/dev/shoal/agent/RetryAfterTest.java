package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "7 | PT7S",
                "1.5 | PT1.5S",
                "99999999999 | PT24H",
                "Thu, 01 Jan 2026 00:02:00 GMT | PT2M",
                "Wed, 31 Dec 2025 00:00:00 GMT | PT0S"
            })
    void secondsAndDatesAreRead(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1 minute", "2026-01-01"})
    void anythingElseIsAsIfItWereNotThere(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void backOffGrowsIsJitteredAndNeverShorterThanAsked() {
        Backoff least = new Backoff(() -> 0);
        Backoff most = new Backoff(() -> 0.999);

        assertThat(least.before(1, none())).isEqualTo(Duration.ofMillis(500));
        assertThat(most.before(4, none())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        assertThat(most.before(1_000, none())).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(least.before(1, java.util.Optional.of(Duration.ofSeconds(30))))
                .isEqualTo(Duration.ofSeconds(30));
    }

    private static java.util.Optional<Duration> none() {
        return java.util.Optional.empty();
    }
}
