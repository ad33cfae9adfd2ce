package dev.shoal.run;

import java.util.regex.Pattern;

/// Names one run. Safe in URLs, object keys and branch names: 1-64 of `a-z 0-9 -`, not starting
/// with `-`.
public record RunId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new Refused("id", "not a run id: " + Cut.middle(value, 80));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
