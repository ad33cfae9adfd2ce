package dev.shoal.trunk;

import dev.shoal.run.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Writes the trees along changed paths anew; all others stay. Folders that become empty vanish.
final class Rewrite {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    Rewrite(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /// From what stands at a path, or null, to what shall stand there, or null.
    interface Change {
        @Nullable RawEntry from(@Nullable RawEntry old);
    }

    ObjectId put(ObjectId tree, RepoPath path, Change change) {
        return put(tree, path, path.names(), change);
    }

    private ObjectId put(ObjectId tree, RepoPath path, List<String> names, Change change) {
        Level level = Level.read(reader, tree);
        String key = Level.key(names.getFirst());
        RawEntry old = level.entries().get(key);
        set(level, key, names.size() == 1 ? change.from(old) : below(old, path, names, change));
        return level.write(inserter);
    }

    private @Nullable RawEntry below(
            @Nullable RawEntry old, RepoPath path, List<String> names, Change change) {
        if (old != null && !old.isTree()) {
            throw new Refused(
                    "path",
                    "%s can't be there: %s is not a folder".formatted(path, names.getFirst()));
        }
        ObjectId tree = old == null ? Constants.EMPTY_TREE_ID : old.id();
        return directory(put(tree, path, names.subList(1, names.size()), change));
    }

    ObjectId apply(ObjectId tree, Map<RepoPath, Optional<Entry>> changes) {
        Map<List<String>, Optional<Entry>> byNames = new HashMap<>();
        changes.forEach((path, entry) -> byNames.put(path.names(), entry));
        return applyNamed(tree, byNames);
    }

    private ObjectId applyNamed(ObjectId tree, Map<List<String>, Optional<Entry>> changes) {
        Level level = Level.read(reader, tree);
        Map<String, Map<List<String>, Optional<Entry>>> deeper = new TreeMap<>();
        changes.forEach(
                (names, entry) -> {
                    if (names.size() == 1) {
                        set(
                                level,
                                Level.key(names.getFirst()),
                                entry.map(RawEntry::of).orElse(null));
                    } else {
                        deeper.computeIfAbsent(Level.key(names.getFirst()), k -> new HashMap<>())
                                .put(names.subList(1, names.size()), entry);
                    }
                });
        deeper.forEach((key, below) -> applyBelow(level, key, below));
        return level.write(inserter);
    }

    private void applyBelow(Level level, String key, Map<List<String>, Optional<Entry>> below) {
        RawEntry old = level.entries().get(key);
        boolean onlyDeletes = below.values().stream().allMatch(Optional::isEmpty);
        if (onlyDeletes && (old == null || !old.isTree())) {
            return;
        }
        ObjectId base = old != null && old.isTree() ? old.id() : Constants.EMPTY_TREE_ID;
        set(level, key, directory(applyNamed(base, below)));
    }

    private static void set(Level level, String key, @Nullable RawEntry entry) {
        if (entry == null) {
            level.entries().remove(key);
        } else {
            level.entries().put(key, entry);
        }
    }

    private static @Nullable RawEntry directory(ObjectId tree) {
        return tree.equals(Constants.EMPTY_TREE_ID)
                ? null
                : new RawEntry(FileMode.TREE.getBits(), tree);
    }
}
