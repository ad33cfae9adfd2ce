package dev.shoal.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A short name for a text, the same for texts that differ only in white space. Safe in keys.
public final class Fingerprint {
    private static final int BYTES = 16;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Fingerprint() {}

    /// Of several texts, in this order.
    public static String of(String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            digest.update(plain(text).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static String plain(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
