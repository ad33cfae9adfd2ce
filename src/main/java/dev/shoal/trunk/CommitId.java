package dev.shoal.trunk;

import java.util.regex.Pattern;

/// The name of a git commit: 40 lower-case hexadecimal digits.
public record CommitId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    public CommitId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an object id: " + hex);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
