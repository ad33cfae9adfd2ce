package dev.shoal.aws;

/// What somebody who looked after an installation found.
public sealed interface Finding {

    /// As it should be.
    record Fine(String what) implements Finding {}

    /// `mend` is what to do about it, as a sentence.
    record Wrong(String what, String mend) implements Finding {}

    /// It could not be looked at.
    record Unseen(String what, String why) implements Finding {}
}
