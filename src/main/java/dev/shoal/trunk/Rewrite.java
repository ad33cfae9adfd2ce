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
        return put(tree, path, path.keys(), change);
    }

    private ObjectId put(ObjectId tree, RepoPath path, List<String> keys, Change change) {
        Level level = Level.read(reader, tree);
        String key = keys.getFirst();
        RawEntry old = level.entries().get(key);
        set(level, key, keys.size() == 1 ? change.from(old) : below(old, path, keys, change));
        return level.write(inserter);
    }

    private @Nullable RawEntry below(
            @Nullable RawEntry old, RepoPath path, List<String> keys, Change change) {
        if (old != null && !old.isTree()) {
            throw new Refused(
                    "path",
                    "%s can't be there: %s is not a folder"
                            .formatted(path, Level.shown(keys.getFirst())));
        }
        ObjectId tree = old == null ? Constants.EMPTY_TREE_ID : old.id();
        return directory(put(tree, path, keys.subList(1, keys.size()), change));
    }

    ObjectId apply(ObjectId tree, Map<List<String>, Optional<Entry>> changes) {
        Level level = Level.read(reader, tree);
        Map<String, Map<List<String>, Optional<Entry>>> deeper = new TreeMap<>();
        changes.forEach(
                (keys, entry) -> {
                    if (keys.size() == 1) {
                        set(level, keys.getFirst(), entry.map(RawEntry::of).orElse(null));
                    } else {
                        deeper.computeIfAbsent(keys.getFirst(), k -> new HashMap<>())
                                .put(keys.subList(1, keys.size()), entry);
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
        set(level, key, directory(apply(base, below)));
    }

    /// What was there already may stay, whatever its name.
    private static void set(Level level, String key, @Nullable RawEntry entry) {
        if (entry == null) {
            level.entries().remove(key);
        } else if (level.entries().put(key, entry) == null) {
            RepoPath.checkKey(key);
        }
    }

    private static @Nullable RawEntry directory(ObjectId tree) {
        return tree.equals(Constants.EMPTY_TREE_ID)
                ? null
                : new RawEntry(FileMode.TREE.getBits(), tree);
    }
}
