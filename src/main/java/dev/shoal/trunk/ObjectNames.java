package dev.shoal.trunk;

import java.util.regex.Pattern;

/// What the name of a git object looks like.
final class ObjectNames {

    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    private ObjectNames() {}

    static void check(String hex) {
        if (!SHA1.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the name of a git object: " + hex);
        }
    }
}
