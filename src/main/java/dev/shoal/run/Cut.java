package dev.shoal.run;

/// Shortens text that people or models read, and says that it did.
public final class Cut {
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
}
