package dev.shoal.trunk;

import java.io.InputStream;
import java.nio.file.Path;

/// Git packs by key, in an object store. Port. A key is written once and never changes; writing it
/// again with the same content is harmless. Keys look like `runs/<run>/packs/<name>.pack`.
public interface Packs {
    void put(String key, Path pack);

    /// The caller closes it. Throws [dev.shoal.run.PermanentFault] if there is no such pack.
    InputStream open(String key);
}
