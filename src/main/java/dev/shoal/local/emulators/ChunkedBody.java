package dev.shoal.local.emulators;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/// What is inside a body that the SDK sends in signed chunks (`aws-chunked`): before each its size
/// in hexadecimal and a signature, after it an end of line; the last is empty, and what follows it
/// (checksums) is left unread.
final class ChunkedBody extends InputStream {

    private final InputStream in;
    private long left;
    private boolean first = true;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        if (most == 0 || !isInside()) {
            return most == 0 ? 0 : -1;
        }
        int read = in.read(bytes, from, (int) Math.min(most, left));
        if (read < 0) {
            throw new EOFException("a chunk lacks %d bytes".formatted(left));
        }
        left -= read;
        return read;
    }

    /// Goes on to the next chunk if need be.
    private boolean isInside() throws IOException {
        if (left == 0) {
            if (!first && !line().isEmpty()) {
                throw new IOException("a chunk is longer than it said");
            }
            first = false;
            left = HexFormat.fromHexDigitsToLong(line().split(";", 2)[0].strip());
            if (left == 0) {
                left = -1;
            }
        }
        return left > 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the chunks do not end");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
