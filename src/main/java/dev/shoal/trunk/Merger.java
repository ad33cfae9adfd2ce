package dev.shoal.trunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// Three-way merge of trees that looks only where all three differ: equal subtrees are skipped by
/// their names, so the cost grows with the change and not with the repository.
public final class Merger {
    private final Repository repository;
    private final Trees trees;

    public Merger(Depot depot) {
        this.repository = depot.repository();
        this.trees = new Trees(depot);
    }

    /// Merges what happened from `base` to `theirs` into `ours`.
    public Merge merge(TreeId base, TreeId ours, TreeId theirs) {
        try (ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            Walk walk = new Walk(reader, inserter);
            TreeId merged =
                    TreeId.of(
                            walk.trees(List.of(), new Three<>(base.id(), ours.id(), theirs.id())));
            inserter.flush();
            return walk.conflicts.isEmpty()
                    ? new Merge.Clean(merged)
                    : new Merge.Conflict(merged, walk.conflicts);
        } catch (IOException e) {
            throw DiskFaults.sorted("can't store a merge", e);
        }
    }

    /// The three versions of something.
    record Three<T extends @Nullable Object>(T base, T ours, T theirs) {}

    private final class Walk {
        private final ObjectReader reader;
        private final ObjectInserter inserter;
        private final FileMerge files;
        private final List<ConflictedFile> conflicts = new ArrayList<>();

        Walk(ObjectReader reader, ObjectInserter inserter) {
            this.reader = reader;
            this.inserter = inserter;
            this.files = new FileMerge(reader, inserter);
        }

        ObjectId trees(List<String> above, Three<ObjectId> ids) {
            Optional<ObjectId> same = oneSided(ids);
            if (same.isPresent()) {
                return same.get();
            }
            Map<String, RawEntry> base = Level.read(reader, ids.base()).entries();
            Level ours = Level.read(reader, ids.ours());
            Map<String, RawEntry> theirs = Level.read(reader, ids.theirs()).entries();
            Set<String> names = new LinkedHashSet<>(ours.entries().keySet());
            names.addAll(theirs.keySet());
            for (String name : names) {
                RawEntry mine = ours.entries().get(name);
                RawEntry merged =
                        entry(above, name, new Three<>(base.get(name), mine, theirs.get(name)));
                if (merged == null) {
                    ours.entries().remove(name);
                } else {
                    ours.entries().put(name, merged);
                }
            }
            return ours.write(inserter);
        }

        private @Nullable RawEntry entry(
                List<String> above, String name, Three<@Nullable RawEntry> e) {
            if (Objects.equals(e.ours(), e.theirs()) || Objects.equals(e.base(), e.theirs())) {
                return e.ours();
            }
            if (Objects.equals(e.base(), e.ours())) {
                return e.theirs();
            }
            List<String> path = new ArrayList<>(above);
            path.add(name);
            if (isTreeOrNothing(e.ours()) && isTreeOrNothing(e.theirs())) {
                ObjectId merged =
                        trees(path, new Three<>(tree(e.base()), tree(e.ours()), tree(e.theirs())));
                return merged.equals(Constants.EMPTY_TREE_ID)
                        ? null
                        : new RawEntry(FileMode.TREE.getBits(), merged);
            }
            return switch (files.merge(e)) {
                case FileMerge.Result.Merged(RawEntry merged) -> merged;
                case FileMerge.Result.Conflicted(String markers) -> {
                    conflicts.add(new ConflictedFile(path, sides(e), trees, markers));
                    yield e.ours();
                }
            };
        }

        private static <T> Optional<T> oneSided(Three<T> t) {
            if (t.ours().equals(t.theirs()) || t.base().equals(t.theirs())) {
                return Optional.of(t.ours());
            }
            return t.base().equals(t.ours()) ? Optional.of(t.theirs()) : Optional.empty();
        }

        private static boolean isTreeOrNothing(@Nullable RawEntry entry) {
            return entry == null || entry.isTree();
        }

        private static ObjectId tree(@Nullable RawEntry entry) {
            return entry != null && entry.isTree() ? entry.id() : Constants.EMPTY_TREE_ID;
        }

        private static ConflictedFile.Sides sides(Three<@Nullable RawEntry> e) {
            return new ConflictedFile.Sides(side(e.base()), side(e.ours()), side(e.theirs()));
        }

        private static Optional<Entry> side(@Nullable RawEntry entry) {
            return Optional.ofNullable(entry).map(Entry::of);
        }
    }
}
