package dev.shoal.lambda;

/// What became of an invocation.
sealed interface Outcome {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(byte[] payload) implements Outcome {}

    /// The function said that it failed.
    record Failed(String error) implements Outcome {}

    /// The process ended, by itself, by the timeout or by somebody.
    record Died() implements Outcome {}

    /// As many instances as there may be are busy.
    record Throttled() implements Outcome {}
}
