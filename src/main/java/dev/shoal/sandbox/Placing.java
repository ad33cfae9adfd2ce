package dev.shoal.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Which names of a tree a disk can hold. Git allows longer ones, and bytes that are no text.
final class Placing {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4_000;

    private Placing() {}

    static Optional<Path> of(Path root, String path) {
        for (String name : path.split("/", -1)) {
            if (bytes(name) > LONGEST_NAME) {
                return Optional.empty();
            }
        }
        return target(path).map(root::resolve).filter(Placing::isReachable);
    }

    /// Where a symbolic link leads, if a link can lead there.
    static Optional<Path> target(String text) {
        try {
            return text.isEmpty() || bytes(text) > LONGEST_PATH
                    ? Optional.empty()
                    : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Whether the path is short enough for the system to follow.
    static boolean isReachable(Path path) {
        return bytes(path.toString()) <= LONGEST_PATH;
    }

    /// Whether the name is text: two names that aren't could look the same.
    static boolean isText(Path name) {
        return target(name.toString()).filter(name::equals).isPresent();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
