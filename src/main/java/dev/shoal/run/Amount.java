package dev.shoal.run;

/// Something that can be spent: `tokens` and `micros` (millionths of a US dollar).
public record Amount(long tokens, long micros) {
    public Amount minus(Amount other) {
        return new Amount(tokens - other.tokens, micros - other.micros);
    }
}
