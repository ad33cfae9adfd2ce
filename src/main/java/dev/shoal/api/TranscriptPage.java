package dev.shoal.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// Some whole lines of a transcript. `next` is where the rest begins, in bytes; absent at the end.
@SuppressWarnings("ArrayRecordComponent") // never compared
record TranscriptPage(byte[] lines, OptionalLong next) {

    /// In bytes. A function may answer with 6 MB at most, as JSON, where a quote takes two bytes
    /// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
    static final int SIZE = 2 << 20;

    /// The lines from byte `from` on: `SIZE` bytes, and what is missing of the last line. A
    /// transcript only grows, so the pages fit together.
    static TranscriptPage of(InputStream transcript, long from) throws IOException {
        InputStream in = new BufferedInputStream(transcript);
        in.skipNBytes(from);
        ByteArrayOutputStream lines = new ByteArrayOutputStream(SIZE);
        int last = '\n';
        while (lines.size() < SIZE || last != '\n') {
            last = in.read();
            if (last < 0) {
                return new TranscriptPage(lines.toByteArray(), OptionalLong.empty());
            }
            lines.write(last);
        }
        boolean more = in.read() >= 0;
        return new TranscriptPage(
                lines.toByteArray(),
                more ? OptionalLong.of(from + lines.size()) : OptionalLong.empty());
    }
}
