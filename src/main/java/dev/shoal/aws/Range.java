package dev.shoal.aws;

import dev.shoal.run.RunId;

/// Neighbouring items of one partition: sort keys from `from` to `to`, both included, in that order
/// or backwards.
record Range(String pk, String from, String to, boolean forward) {

    /// Greater than every character of an id, `!` less.
    private static final String END = "~";

    static Range all(RunId run, String prefix) {
        return new Range(Key.partition(run), prefix, prefix + END, true);
    }

    static Range all(String pk) {
        return new Range(pk, "!", END, true);
    }

    /// Those whose key is greater than this one but still starts with `prefix`.
    static Range after(Key key, String prefix) {
        return new Range(key.pk(), key.sk() + "!", prefix + END, true);
    }

    Range backward() {
        return new Range(pk, from, to, false);
    }
}
