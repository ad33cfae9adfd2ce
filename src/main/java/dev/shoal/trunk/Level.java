package dev.shoal.trunk;

import dev.shoal.run.PermanentFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// One directory level of a tree, by name. Names are bytes in git; here each byte is one `char`
/// (ISO 8859-1), so that names in any encoding survive.
final class Level {
    private static final Comparator<Map.Entry<String, RawEntry>> GIT_ORDER =
            Comparator.comparing(e -> e.getValue().isTree() ? e.getKey() + "/" : e.getKey());

    private final Map<String, RawEntry> entries;

    private Level(Map<String, RawEntry> entries) {
        this.entries = entries;
    }

    static Level empty() {
        return new Level(new LinkedHashMap<>());
    }

    static Level read(ObjectReader reader, ObjectId tree) {
        if (tree.equals(Constants.EMPTY_TREE_ID)) {
            return empty();
        }
        Map<String, RawEntry> entries = new LinkedHashMap<>();
        try {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
            for (; !parser.eof(); parser.next()) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                entries.put(
                        new String(name, StandardCharsets.ISO_8859_1),
                        new RawEntry(parser.getEntryRawMode(), parser.getEntryObjectId()));
            }
        } catch (IOException e) {
            throw new PermanentFault("can't read tree " + tree.name(), e);
        }
        return new Level(entries);
    }

    /// The key of a name that came in as text.
    static String key(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// A key as people read it; bytes that aren't UTF-8 are replaced.
    static String text(String key) {
        return new String(key.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// A key as people read it, and no other key reads so: bytes that aren't UTF-8 are shown as
    /// `\xE4`.
    static String shown(String key) {
        String text = text(key);
        if (key(text).equals(key)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        key.chars()
                .forEach(
                        c ->
                                shown.append(
                                        c < 128
                                                ? String.valueOf((char) c)
                                                : "\\x%02X".formatted(c)));
        return shown.toString();
    }

    Map<String, RawEntry> entries() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Modes are written as they were read, also those that git no longer makes.
    ObjectId write(ObjectInserter inserter) {
        List<Map.Entry<String, RawEntry>> sorted = new ArrayList<>(entries.entrySet());
        sorted.sort(GIT_ORDER);
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        for (Map.Entry<String, RawEntry> e : sorted) {
            String head = Integer.toOctalString(e.getValue().mode()) + " " + e.getKey() + "\0";
            tree.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            e.getValue().id().copyRawTo(id, 0);
            tree.writeBytes(id);
        }
        try {
            return inserter.insert(Constants.OBJ_TREE, tree.toByteArray());
        } catch (IOException e) {
            throw DiskFaults.sorted("can't write a tree", e);
        }
    }
}
