package dev.shoal.trunk;

import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/// A path in a git tree: relative, parts separated by `/`, and none of them a name that git or a
/// file system could take for something else (`.git` and its look-alikes, `..`). It can't leave the
/// tree.
public record RepoPath(String value) implements Comparable<RepoPath> {
    public static final RepoPath ROOT = new RepoPath("");

    private static final int MOST_BYTES = 4_096;
    private static final int MOST_NAME_BYTES = 255;

    /// What NTFS takes for `.git`: git's own check, and so those of servers, refuses it also
    /// between backslashes.
    private static final Pattern GIT_ON_NTFS =
            Pattern.compile("(?is)(?:\\.git|git~1)[ .]*(?::.*)?");

    private static final ObjectChecker CHECKER = new ObjectChecker().setSafeForMacOS(true);

    /// A path of a file. Throws [Refused], with what is wrong, for anything that is no path inside
    /// the tree.
    public static RepoPath parse(String text) {
        String path = text.startsWith("./") ? text.substring(2) : text;
        if (path.isEmpty()) {
            throw refused(text, "is empty; name a file, such as src/main.c");
        }
        if (path.startsWith("/")) {
            throw refused(
                    text, "is absolute; paths start at the repository's root, without a leading /");
        }
        for (String name : path.split("/", -1)) {
            check(text, name);
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refused(text, "is longer than " + MOST_BYTES + " bytes");
        }
        return new RepoPath(path);
    }

    /// A path of a folder (or file): as [#parse], and `""`, `.` and a slash at the end are fine.
    public static RepoPath directory(String text) {
        String path =
                text.length() > 1 && text.endsWith("/")
                        ? text.substring(0, text.length() - 1)
                        : text;
        return path.isEmpty() || path.equals(".") || path.equals("/") ? ROOT : parse(path);
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    public RepoPath child(String name) {
        return new RepoPath(isRoot() ? name : value + "/" + name);
    }

    /// Its names as [Level] has them.
    List<String> keys() {
        return isRoot() ? List.of() : Stream.of(value.split("/", -1)).map(Level::key).toList();
    }

    /// Throws [Refused] unless this may be the name of an entry of a tree.
    static void checkKey(String key) {
        if (isForbidden(key, key.getBytes(StandardCharsets.ISO_8859_1))) {
            throw refused(Level.shown(key), "is a name that is not allowed");
        }
    }

    private static boolean isForbidden(String name, byte[] bytes) {
        try {
            CHECKER.checkPathSegment(bytes, 0, bytes.length);
        } catch (CorruptObjectException e) {
            return true;
        }
        return Stream.of(name.split("\\\\", -1)).anyMatch(p -> GIT_ON_NTFS.matcher(p).matches());
    }

    @Override
    public int compareTo(RepoPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static void check(String text, String name) {
        if (name.isEmpty()) {
            throw refused(text, "has an empty part (// or a slash at the end)");
        }
        if (name.chars().anyMatch(c -> c < 32 || c == 127)) {
            throw refused(text, "has a control character");
        }
        byte[] bytes = bytes(text, name);
        if (bytes.length > MOST_NAME_BYTES) {
            throw refused(text, "has a name longer than " + MOST_NAME_BYTES + " bytes");
        }
        if (isForbidden(name, bytes)) {
            throw refused(
                    text, "has a part that is not allowed (%s)".formatted(Cut.middle(name, 80)));
        }
    }

    private static byte[] bytes(String text, String name) {
        try {
            var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw refused(text, "is not valid Unicode");
        }
    }

    private static Refused refused(String text, String why) {
        String shown = Cut.middle(text, 120).replaceAll("\\p{Cntrl}", "?");
        return new Refused("path", "the path '%s' %s".formatted(shown, why));
    }
}
