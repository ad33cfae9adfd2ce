package dev.shoal.trunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/// A depot, and trees in it.
///
/// ```java
/// Grove grove = new Grove(folder);
/// TreeId tree = grove.tree("a.txt", "1", "dir/b.txt", "2");
/// assertThat(grove.files(tree)).containsEntry("a.txt", "1");
/// ```
final class Grove {
    private static final PersonIdent SOMEBODY =
            new PersonIdent("Somebody", "somebody@example.com", Instant.EPOCH, ZoneOffset.UTC);

    final Depot depot;
    final Trees trees;
    final Merger merger;

    Grove(Path folder) {
        this(Depot.open(folder));
    }

    /// Without a disk: quick, as long as there are few changes.
    static Grove inMemory() {
        return new Grove(
                new Depot(new InMemoryRepository(new DfsRepositoryDescription("in memory"))));
    }

    private Grove(Depot depot) {
        this.depot = depot;
        trees = new Trees(depot);
        merger = new Merger(depot);
    }

    /// Paths and contents, in turn.
    TreeId tree(String... files) {
        return with(TreeId.EMPTY, files);
    }

    TreeId with(TreeId tree, String... files) {
        TreeId result = tree;
        for (int i = 0; i < files.length; i += 2) {
            result = trees.write(result, path(files[i]), bytes(files[i + 1]));
        }
        return result;
    }

    TreeId put(TreeId tree, String path, Entry entry) {
        return trees.apply(tree, Map.of(path(path), Optional.of(entry)));
    }

    TreeId without(TreeId tree, String path) {
        return trees.apply(tree, Map.of(path(path), Optional.empty()));
    }

    Entry file(String content, boolean executable) {
        return new Entry.File(trees.insert(bytes(content)), executable);
    }

    Entry link(String target) {
        return new Entry.Symlink(trees.insert(bytes(target)));
    }

    static Entry submodule(char digit) {
        return new Entry.Submodule(new CommitId(String.valueOf(digit).repeat(40)));
    }

    /// A tree with one level: modes as they are given, and names of which each character is a byte.
    TreeId raw(Map<String, RawEntry> entries) {
        try (ObjectInserter inserter = depot.repository().newObjectInserter()) {
            Level level = Level.empty();
            level.entries().putAll(entries);
            ObjectId id = level.write(inserter);
            inserter.flush();
            return TreeId.of(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawEntry rawFile(String content) {
        return rawFile(content, FileMode.REGULAR_FILE.getBits());
    }

    RawEntry rawFile(String content, int mode) {
        return new RawEntry(mode, trees.insert(bytes(content)).id());
    }

    CommitId commit(TreeId tree) {
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(tree.id());
        builder.setAuthor(SOMEBODY);
        builder.setCommitter(SOMEBODY);
        builder.setMessage("root");
        try (ObjectInserter inserter = depot.repository().newObjectInserter()) {
            ObjectId id = inserter.insert(builder);
            inserter.flush();
            return CommitId.of(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommitId commit(TreeId tree, CommitId parent) {
        return depot.commit(
                new CommitDraft(tree, parent, "Me", "me@example.com", Instant.EPOCH, "change"));
    }

    String text(TreeId tree, String path) {
        return trees.read(tree, path(path)) instanceof Content.Text(String text)
                ? text
                : "not text: " + trees.read(tree, path(path));
    }

    /// All files by path: kind and the first bytes of their object's name.
    Map<String, String> entries(TreeId tree) {
        Map<String, String> all = new TreeMap<>();
        trees.differences(
                TreeId.EMPTY, tree, d -> all.put(d.path(), d.after().orElseThrow().toString()));
        return all;
    }

    List<String> paths(TreeId tree) {
        return List.copyOf(entries(tree).keySet());
    }

    static RepoPath path(String path) {
        return RepoPath.parse(path);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
