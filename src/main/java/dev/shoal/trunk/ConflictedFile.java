package dev.shoal.trunk;

import java.util.Map;
import java.util.Optional;

/// A path that both sides changed in ways that don't go together: ours = what has landed, theirs =
/// the task's. `markers` is the file with diff3 markers where it is text on both sides, otherwise a
/// description of the sides.
public final class ConflictedFile {
    private final RepoPath path;
    private final Sides sides;
    private final Trees trees;
    private final String markers;

    ConflictedFile(RepoPath path, Sides sides, Trees trees, String markers) {
        this.path = path;
        this.sides = sides;
        this.trees = trees;
        this.markers = markers;
    }

    /// What stands at the path in each version, if anything.
    public record Sides(Optional<Entry> base, Optional<Entry> ours, Optional<Entry> theirs) {}

    public RepoPath path() {
        return path;
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
        return trees.apply(tree, Map.of(path, Optional.of(file)));
    }

    /// The file is not in `tree`. A folder in its place stays.
    public TreeId delete(TreeId tree) {
        return trees.find(tree, path).filter(e -> !(e instanceof Entry.Directory)).isPresent()
                ? trees.delete(tree, path)
                : tree;
    }

    /// Takes the task's side as it is: needed for what isn't text.
    public TreeId takeTheirs(TreeId tree) {
        return trees.apply(tree, Map.of(path, sides.theirs()));
    }

    private static boolean isExecutable(Optional<Entry> side) {
        return side.filter(e -> e instanceof Entry.File(BlobId blob, boolean x) && x).isPresent();
    }
}
