package dev.shoal.run;

/// What was spent on models: tokens in, tokens out, and `micros` (millionths of a US dollar).
public record Spend(long inputTokens, long outputTokens, long micros) {
    public static final Spend NOTHING = new Spend(0, 0, 0);

    public Spend plus(Spend other) {
        return new Spend(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                micros + other.micros);
    }

    public Amount amount() {
        return new Amount(inputTokens + outputTokens, micros);
    }
}
