package dev.shoal.run;

import java.nio.charset.StandardCharsets;

/// Shortens text that people or models read, and says that it did.
public final class Cut {

    public static final int KEPT_BYTES = 64 * 1024;

    /// Room for the line that says what is missing.
    private static final int NOTE = 100;

    private static final int REPLACEMENT = 0xFFFD;

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
        String plain = plain(text);
        String cut = plain;
        for (int most = KEPT_BYTES; bytes(cut) > KEPT_BYTES; most = most / 3 * 2) {
            cut = middle(plain, most - NOTE);
        }
        return cut;
    }

    /// What stores keep of a text that is to be short: at most about `most` characters.
    public static String toKeep(String text, int most) {
        return middle(plain(text), most);
    }

    /// Models write what not every store, reader and commit takes: NUL, and halves of surrogate
    /// pairs, which UTF-8 has no bytes for. Each becomes U+FFFD.
    private static String plain(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || isHalf(c) ? REPLACEMENT : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int bytes(String text) {
        return text.length() * 3 <= KEPT_BYTES
                ? text.length()
                : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
