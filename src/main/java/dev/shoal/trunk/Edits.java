package dev.shoal.trunk;

import dev.shoal.run.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        if (count(content, bytes(oldText)) == 0 && count(content, bytes("\r\n")) > 0) {
            return once(path, content, bytes(crlf(oldText)), bytes(crlf(newText)));
        }
        return once(path, content, bytes(oldText), bytes(newText));
    }

    private static byte[] once(RepoPath path, byte[] content, byte[] old, byte[] replacement) {
        int found = count(content, old);
        if (found == 0) {
            throw new Refused(
                    "old_text",
                    "old_text does not occur in %s; read the file and copy the text exactly, with its white space"
                            .formatted(path));
        }
        if (found > 1) {
            throw new Refused(
                    "old_text",
                    "old_text occurs %d times in %s; add lines around it so that it occurs once"
                            .formatted(found, path));
        }
        int at = indexOf(content, old, 0);
        byte[] result = new byte[content.length - old.length + replacement.length];
        System.arraycopy(content, 0, result, 0, at);
        System.arraycopy(replacement, 0, result, at, replacement.length);
        int rest = at + old.length;
        System.arraycopy(content, rest, result, at + replacement.length, content.length - rest);
        return result;
    }

    private static int count(byte[] content, byte[] text) {
        int count = 0;
        for (int at = indexOf(content, text, 0); at >= 0; at = indexOf(content, text, at + 1)) {
            count++;
        }
        return count;
    }

    private static int indexOf(byte[] content, byte[] text, int from) {
        for (int at = from; at <= content.length - text.length; at++) {
            if (content[at] == text[0]
                    && Arrays.equals(content, at, at + text.length, text, 0, text.length)) {
                return at;
            }
        }
        return -1;
    }

    private static String crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
