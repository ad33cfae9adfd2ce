package dev.shoal.run;

import java.nio.charset.StandardCharsets;

/// Shortens text that people or models read, and says that it did.
public final class Cut {

    public static final int KEPT_BYTES = 64 * 1024;

    /// Room for the line that says what is missing.
    private static final int NOTE = 100;

    private Cut() {}

    /// At most about `most` characters (UTF-16 units): the beginning and the end are kept, the
    /// middle is replaced by a line that says how much is missing. Never splits a surrogate pair.
    public static String middle(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int head = most / 2;
        int tail = text.length() - (most - head);
        head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
        tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
        return text.substring(0, head)
                + "\n[... %d characters left out ...]\n".formatted(tail - head)
                + text.substring(tail);
    }

    /// What stores keep of a long text: the whole if it has at most [#KEPT_BYTES] bytes in UTF-8,
    /// otherwise its beginning and end. An item of the store holds several such texts.
    public static String toKeep(String text) {
        String cut = text;
        for (int most = KEPT_BYTES; bytes(cut) > KEPT_BYTES; most = most / 3 * 2) {
            cut = middle(text, most - NOTE);
        }
        return cut;
    }

    private static int bytes(String text) {
        return text.length() * 3 <= KEPT_BYTES
                ? text.length()
                : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
