package dev.shoal.trunk;

import java.util.regex.Pattern;

/// The name of a git tree: 40 lower-case hexadecimal digits.
public record TreeId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    public TreeId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an object id: " + hex);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
