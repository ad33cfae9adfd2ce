package dev.shoal.trunk;

import dev.shoal.run.Refused;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;

/// Changes to one file, on its bytes.
final class Edits {
    private Edits() {}

    static RawEntry overwritten(RepoPath path, @Nullable RawEntry old, BlobId blob) {
        if (old == null) {
            return new RawEntry(FileMode.REGULAR_FILE.getBits(), blob.id());
        }
        if (!old.isFile()) {
            throw new Refused(
                    "path", "%s is a %s, not a file".formatted(path, Entry.of(old).kind()));
        }
        return new RawEntry(old.mode(), blob.id());
    }

    static byte[] replaceOnce(RepoPath path, byte[] content, String oldText, String newText) {
        if (oldText.isEmpty()) {
            throw new Refused(
                    "old_text", "old_text is empty; use write_file to write a whole file");
        }
        return meansCrlf(content, oldText)
                ? once(path, content, bytes(crlf(oldText)), bytes(crlf(newText)))
                : once(path, content, bytes(oldText), bytes(newText));
    }

    /// In a file with both kinds of line ends, a text that occurs as it is means what it says.
    private static boolean meansCrlf(byte[] content, String oldText) {
        int crlf = find(content, bytes("\r\n")).count();
        boolean always = crlf == find(content, bytes("\n")).count();
        return crlf > 0 && (always || find(content, bytes(oldText)).count() == 0);
    }

    private static byte[] once(RepoPath path, byte[] content, byte[] old, byte[] replacement) {
        Found found = find(content, old);
        if (found.count() == 0) {
            throw new Refused(
                    "old_text",
                    "old_text does not occur in %s; read the file and copy the text exactly, with its white space"
                            .formatted(path));
        }
        if (found.count() > 1) {
            throw new Refused(
                    "old_text",
                    "old_text occurs %d times in %s; add lines around it so that it occurs once"
                            .formatted(found.count(), path));
        }
        int at = found.last();
        byte[] result = new byte[content.length - old.length + replacement.length];
        System.arraycopy(content, 0, result, 0, at);
        System.arraycopy(replacement, 0, result, at, replacement.length);
        int rest = at + old.length;
        System.arraycopy(content, rest, result, at + replacement.length, content.length - rest);
        return result;
    }

    private record Found(int count, int last) {}

    /// How often `text` occurs, also overlapping itself, and where last. Takes as long as both are
    /// long, whatever they hold (Knuth, Morris, Pratt).
    private static Found find(byte[] content, byte[] text) {
        int[] borders = borders(text);
        int count = 0;
        int last = -1;
        int matched = 0;
        for (int at = 0; at < content.length; at++) {
            matched = longer(text, borders, matched, content[at]);
            if (matched == text.length) {
                count++;
                last = at + 1 - matched;
                matched = borders[matched - 1];
            }
        }
        return new Found(count, last);
    }

    /// For each beginning of the text, how long its longest border is: a beginning that is also its
    /// end.
    private static int[] borders(byte[] text) {
        int[] borders = new int[text.length];
        for (int at = 1; at < text.length; at++) {
            borders[at] = longer(text, borders, borders[at - 1], text[at]);
        }
        return borders;
    }

    private static int longer(byte[] text, int[] borders, int matched, byte next) {
        int length = matched;
        while (length > 0 && text[length] != next) {
            length = borders[length - 1];
        }
        return text[length] == next ? length + 1 : length;
    }

    private static String crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
