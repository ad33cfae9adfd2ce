package dev.shoal.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The output of a command: its beginning and its end, however much it prints in between.
final class Output {
    private static final int HALF = 15_000;

    private final byte[] head = new byte[HALF];
    private final byte[] tail = new byte[HALF];
    private long total;

    /// Reads until the stream ends or is closed.
    void readAll(InputStream in) {
        byte[] buffer = new byte[8_192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                add(buffer, n);
            }
        } catch (IOException e) {
            add(new byte[0], 0);
        }
    }

    private synchronized void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++, total++) {
            if (total < HALF) {
                head[(int) total] = bytes[i];
            } else {
                tail[(int) ((total - HALF) % HALF)] = bytes[i];
            }
        }
    }

    synchronized String text() {
        int first = (int) Math.min(total, HALF);
        String start = new String(head, 0, first, StandardCharsets.UTF_8);
        long rest = total - first;
        if (rest == 0) {
            return start;
        }
        String end = new String(lastBytes((int) Math.min(rest, HALF)), StandardCharsets.UTF_8);
        long missing = rest - Math.min(rest, HALF);
        return missing == 0
                ? start + end
                : start + "\n[... %d bytes left out ...]\n".formatted(missing) + end;
    }

    private byte[] lastBytes(int count) {
        byte[] bytes = new byte[count];
        long from = total - HALF - count;
        for (int i = 0; i < count; i++) {
            bytes[i] = tail[(int) ((from + i) % HALF)];
        }
        return bytes;
    }
}
