package dev.shoal.memory;

import dev.shoal.run.PermanentFault;
import dev.shoal.trunk.Packs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

public final class InMemoryPacks implements Packs {

    private final Map<String, byte[]> packs = new TreeMap<>();

    InMemoryPacks() {}

    @Override
    public synchronized void put(String key, Path pack) {
        try {
            packs.put(key, Files.readAllBytes(pack));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + pack, e);
        }
    }

    @Override
    public synchronized InputStream open(String key) {
        byte[] pack = packs.get(key);
        if (pack == null) {
            throw new PermanentFault("no such pack: " + key, null);
        }
        return new ByteArrayInputStream(pack);
    }
}
