package dev.shoal.trunk;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Walks two trees where they differ. Deletions below a folder come before additions in its place.
final class Differences {
    private final ObjectReader reader;
    private final Consumer<Trees.Difference> visitor;

    Differences(ObjectReader reader, Consumer<Trees.Difference> visitor) {
        this.reader = reader;
        this.visitor = visitor;
    }

    void walk(String prefix, ObjectId from, ObjectId to) {
        if (from.equals(to)) {
            return;
        }
        Map<String, RawEntry> old = Level.read(reader, from).entries();
        Map<String, RawEntry> fresh = Level.read(reader, to).entries();
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            entry(prefix, name, old.get(name), fresh.get(name));
        }
    }

    private void entry(String prefix, String name, @Nullable RawEntry a, @Nullable RawEntry b) {
        if (a != null && a.equals(b)) {
            return;
        }
        String path = prefix + Level.text(name);
        boolean trees = (a != null && a.isTree()) || (b != null && b.isTree());
        RawEntry oldFile = a != null && !a.isTree() ? a : null;
        RawEntry newFile = b != null && !b.isTree() ? b : null;
        boolean exact = Level.key(Level.text(name)).equals(name);
        if (trees && oldFile != null) {
            visitor.accept(
                    new Trees.Difference(
                            path, exact, Optional.of(Entry.of(oldFile)), Optional.empty()));
        }
        if (trees) {
            walk(path + "/", tree(a), tree(b));
        }
        if (newFile != null || (oldFile != null && !trees)) {
            RawEntry before = trees ? null : oldFile;
            visitor.accept(
                    new Trees.Difference(
                            path,
                            exact,
                            Optional.ofNullable(before).map(Entry::of),
                            Optional.ofNullable(newFile).map(Entry::of)));
        }
    }

    private static ObjectId tree(@Nullable RawEntry entry) {
        return entry != null && entry.isTree() ? entry.id() : Constants.EMPTY_TREE_ID;
    }
}
