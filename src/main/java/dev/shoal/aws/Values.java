package dev.shoal.aws;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Values of attributes.
final class Values {

    private static final int NANO_DIGITS = 9;

    private Values() {}

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /// Not for the empty set, which the table doesn't know.
    static AttributeValue set(Collection<String> texts) {
        return AttributeValue.fromSs(List.copyOf(texts));
    }

    /// Seconds since 1970, to the nanosecond, so that conditions can compare it.
    static AttributeValue instant(Instant instant) {
        BigDecimal seconds =
                BigDecimal.valueOf(instant.getEpochSecond())
                        .add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS));
        return AttributeValue.fromN(seconds.toPlainString());
    }

    static Instant instant(AttributeValue value) {
        BigDecimal seconds = new BigDecimal(value.n());
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS);
        return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValue());
    }
}
