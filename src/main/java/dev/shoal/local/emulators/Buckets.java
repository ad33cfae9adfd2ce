package dev.shoal.local.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the emulator of S3 keeps. Names of buckets are checked by the caller; keys may be any text.
interface Buckets {

    /// Harmless if it is there.
    void create(String bucket) throws IOException;

    boolean has(String bucket);

    /// Takes the place of what has this key, in one step: who looks sees the old one or all of the
    /// new one. Nothing is stored if `body` throws.
    void put(String bucket, String key, Map<String, String> headers, Body body) throws IOException;

    Optional<Found> find(String bucket, String key) throws IOException;

    /// At most `most` keys that begin with `prefix` and come after `after`, in order.
    List<String> list(String bucket, String prefix, String after, int most) throws IOException;

    /// Writes all of what is to be stored.
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /// `size` is that of the body, in bytes. To be closed.
    record Found(Map<String, String> headers, long size, InputStream body)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
