package dev.shoal.trunk;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Iterator;

/// Several streams read as one.
public final class Parts {
    private Parts() {}

    /// Opens each part when the one before it is read. [SequenceInputStream] takes nothing newer
    /// than an enumeration.
    @SuppressWarnings("JdkObsolete")
    public static InputStream joined(Iterator<InputStream> parts) {
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return parts.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return parts.next();
                    }
                });
    }
}
