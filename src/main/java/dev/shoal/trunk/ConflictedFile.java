package dev.shoal.trunk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A path that both sides changed in ways that don't go together: ours = what has landed, theirs =
/// the task's. `markers` is the file with diff3 markers where it is text on both sides, otherwise a
/// description of the sides.
public final class ConflictedFile {
    private final List<String> keys;
    private final Sides sides;
    private final Trees trees;
    private final String markers;

    /// `keys` are the names that lead there, as [Level] has them: they need not be text.
    ConflictedFile(List<String> keys, Sides sides, Trees trees, String markers) {
        this.keys = List.copyOf(keys);
        this.sides = sides;
        this.trees = trees;
        this.markers = markers;
    }

    /// What stands at the path in each version, if anything.
    public record Sides(Optional<Entry> base, Optional<Entry> ours, Optional<Entry> theirs) {}

    /// As it is shown; bytes that aren't UTF-8 are written out.
    public RepoPath path() {
        return new RepoPath(keys.stream().map(Level::shown).collect(Collectors.joining("/")));
    }

    public Sides sides() {
        return sides;
    }

    public String markers() {
        return markers;
    }

    /// The file has this content in `tree`, and is executable if either side made it so.
    public TreeId resolve(TreeId tree, byte[] content) {
        boolean executable = isExecutable(sides.ours()) || isExecutable(sides.theirs());
        Entry file = new Entry.File(trees.insert(content), executable);
        return trees.applyKeys(tree, Map.of(keys, Optional.of(file)));
    }

    /// The file is not in `tree`. A folder in its place stays.
    public TreeId delete(TreeId tree) {
        return trees.findKeys(tree, keys).filter(e -> !(e instanceof Entry.Directory)).isPresent()
                ? trees.applyKeys(tree, Map.of(keys, Optional.empty()))
                : tree;
    }

    /// Takes a side as it is: needed for what isn't text.
    public TreeId take(TreeId tree, Optional<Entry> side) {
        return trees.applyKeys(tree, Map.of(keys, side));
    }

    private static boolean isExecutable(Optional<Entry> side) {
        return side.filter(e -> e instanceof Entry.File(BlobId blob, boolean x) && x).isPresent();
    }
}
