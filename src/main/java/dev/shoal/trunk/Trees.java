package dev.shoal.trunk;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// Functions on the trees of one depot: each takes trees by name and results in a tree by name;
/// nothing is ever put on a disk as a file, and a symbolic link is never followed. Changes rewrite
/// only the trees along their path.
public final class Trees {
    /// Text tools refuse files larger than this, in bytes.
    static final int MOST_TEXT = 5_000_000;

    private final Repository repository;

    public Trees(Depot depot) {
        this.repository = depot.repository();
    }

    /// What stands at a path; the root is a directory.
    public Optional<Entry> find(TreeId tree, RepoPath path) {
        return using(reader -> Optional.ofNullable(lookUp(reader, tree, path)).map(Entry::of));
    }

    Optional<Entry> findKeys(TreeId tree, List<String> keys) {
        return using(reader -> Optional.ofNullable(lookUp(reader, tree, keys)).map(Entry::of));
    }

    public Content read(TreeId tree, RepoPath path) {
        return using(reader -> new Reading(reader).content(path, lookUp(reader, tree, path)));
    }

    /// What is below a folder, `depth` levels deep, in order. Throws [Refused] if there is no such
    /// folder.
    public List<Listed> list(TreeId tree, RepoPath folder, int depth) {
        return using(
                reader -> new Reading(reader).list(folder, lookUp(reader, tree, folder), depth));
    }

    /// The lines that the regular expression finds in text files below `under`, at most `most`.
    /// Throws [Refused] if the expression is malformed or takes too long.
    public List<Hit> search(TreeId tree, String regex, RepoPath under, int most) {
        return using(
                reader ->
                        new Search(reader, regex, most).below(under, lookUp(reader, tree, under)));
    }

    /// A unified diff from `a` to `b` of what is below `under`, cut at `most` characters.
    public String diff(TreeId a, TreeId b, RepoPath under, int most) {
        return Diffs.unified(repository, a, b, under, most);
    }

    /// Each file, link or submodule in which the trees differ. With [TreeId#EMPTY] as `from`: all
    /// of them.
    public void differences(TreeId from, TreeId to, Consumer<Difference> visitor) {
        using(
                reader -> {
                    new Differences(reader, visitor).walk("", from.id(), to.id());
                    return true;
                });
    }

    /// Replaces all of a file's content, or creates it. An existing file keeps its mode.
    public TreeId write(TreeId tree, RepoPath path, byte[] content) {
        return put(tree, path, old -> Edits.overwritten(path, old, insert(content)));
    }

    /// Replaces the only occurrence of a text in a file; all other bytes stay as they are. In a
    /// file with CRLF line ends, texts with LF are taken to mean CRLF; if it has both kinds, only
    /// where the old text doesn't occur as it is.
    public TreeId edit(TreeId tree, RepoPath path, String oldText, String newText) {
        byte[] content =
                using(reader -> new Reading(reader).text(path, lookUp(reader, tree, path)));
        return write(tree, path, Edits.replaceOnce(path, content, oldText, newText));
    }

    public TreeId delete(TreeId tree, RepoPath path) {
        return put(
                tree,
                path,
                old -> {
                    if (old == null || old.isTree()) {
                        throw new Refused("path", "there is no file " + path);
                    }
                    return null;
                });
    }

    /// Moves a file or folder to a place where nothing is.
    public TreeId move(TreeId tree, RepoPath from, RepoPath to) {
        RawEntry moved =
                using(reader -> Optional.ofNullable(lookUp(reader, tree, from))).orElse(null);
        if (moved == null) {
            throw new Refused("from", "there is no file or folder " + from);
        }
        if ((to + "/").startsWith(from + "/")) {
            throw new Refused("to", "can't move %s into itself".formatted(from));
        }
        TreeId without = put(tree, from, old -> null);
        return put(
                without,
                to,
                old -> {
                    if (old != null) {
                        throw new Refused("to", to + " exists already");
                    }
                    return moved;
                });
    }

    /// Applies many changes at once; an empty value deletes what is there (a file or a whole
    /// folder), if anything is. A file in the way of a folder gives way.
    public TreeId apply(TreeId tree, Map<RepoPath, Optional<Entry>> changes) {
        Map<List<String>, Optional<Entry>> byKeys = new HashMap<>();
        changes.forEach((path, entry) -> byKeys.put(path.keys(), entry));
        return applyKeys(tree, byKeys);
    }

    TreeId applyKeys(TreeId tree, Map<List<String>, Optional<Entry>> changes) {
        return rewriting(
                (reader, inserter) ->
                        TreeId.of(new Rewrite(reader, inserter).apply(tree.id(), changes)));
    }

    public BlobId insert(byte[] content) {
        return rewriting((reader, inserter) -> BlobId.of(inserted(inserter, content)));
    }

    /// `length` in bytes must be what the stream holds.
    public BlobId insert(InputStream content, long length) {
        return rewriting(
                (reader, inserter) -> {
                    try {
                        return BlobId.of(inserter.insert(Constants.OBJ_BLOB, length, content));
                    } catch (IOException e) {
                        throw DiskFaults.sorted("can't store a file", e);
                    }
                });
    }

    /// The content of a blob, as a stream that the caller closes.
    public InputStream open(BlobId blob) {
        try {
            return repository.open(blob.id(), Constants.OBJ_BLOB).openStream();
        } catch (IOException e) {
            throw new PermanentFault("can't read blob " + blob, e);
        }
    }

    static boolean isBinary(byte[] content) {
        return RawText.isBinary(content, content.length, true);
    }

    private TreeId put(TreeId tree, RepoPath path, Rewrite.Change change) {
        return rewriting(
                (reader, inserter) ->
                        TreeId.of(new Rewrite(reader, inserter).put(tree.id(), path, change)));
    }

    private static ObjectId inserted(ObjectInserter inserter, byte[] content) {
        try {
            return inserter.insert(Constants.OBJ_BLOB, content);
        } catch (IOException e) {
            throw DiskFaults.sorted("can't store a file", e);
        }
    }

    private static @Nullable RawEntry lookUp(ObjectReader reader, TreeId tree, RepoPath path) {
        return lookUp(reader, tree, path.keys());
    }

    private static @Nullable RawEntry lookUp(ObjectReader reader, TreeId tree, List<String> keys) {
        RawEntry entry = RawEntry.of(new Entry.Directory(tree));
        for (String key : keys) {
            if (entry == null || !entry.isTree()) {
                return null;
            }
            entry = Level.read(reader, entry.id()).entries().get(key);
        }
        return entry;
    }

    private <T> T using(Function<ObjectReader, T> action) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return action.apply(reader);
        }
    }

    private <T> T rewriting(BiFunction<ObjectReader, ObjectInserter, T> action) {
        try (ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            T result = action.apply(reader, inserter);
            inserter.flush();
            return result;
        } catch (IOException e) {
            throw new PermanentFault("can't store git objects: " + e.getMessage(), e);
        }
    }

    /// A path at which two trees differ, and what stands there in each. Names that aren't UTF-8 are
    /// shown with U+FFFD and have `exactName` false.
    public record Difference(
            String path, boolean exactName, Optional<Entry> before, Optional<Entry> after) {}
}
