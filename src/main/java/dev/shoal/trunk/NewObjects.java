package dev.shoal.trunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/// Finds the objects that commits add to their parents, looking only where their trees differ.
final class NewObjects {
    private final Repository repository;
    private final RevWalk walk;
    private final List<RevObject> trees = new ArrayList<>();
    private final List<RevObject> blobs = new ArrayList<>();
    private final Set<ObjectId> seen = new HashSet<>();

    NewObjects(Repository repository, RevWalk walk) {
        this.repository = repository;
        this.walk = walk;
    }

    /// Commits (each the parent of the next), trees, blobs, in this order. May hold an object that
    /// `have` has elsewhere in its tree.
    List<RevObject> along(CommitId have, List<CommitId> wants) throws IOException {
        List<RevObject> all = new ArrayList<>();
        var last = walk.parseCommit(have.id());
        try (ObjectReader reader = repository.newObjectReader()) {
            for (CommitId want : wants) {
                var commit = walk.parseCommit(want.id());
                tree(reader, last.getTree(), commit.getTree());
                all.add(commit);
                last = commit;
            }
        }
        all.addAll(trees);
        all.addAll(blobs);
        return all;
    }

    /// The same for trees alone: nothing if they are equal.
    List<RevObject> between(TreeId have, TreeId want) {
        try (ObjectReader reader = repository.newObjectReader()) {
            tree(reader, have.id(), want.id());
        }
        List<RevObject> all = new ArrayList<>(trees);
        all.addAll(blobs);
        return all;
    }

    private void tree(ObjectReader reader, ObjectId have, ObjectId want) {
        if (have.equals(want) || !seen.add(want.copy())) {
            return;
        }
        trees.add(walk.lookupTree(want));
        var old = Level.read(reader, have).entries();
        for (var e : Level.read(reader, want).entries().entrySet()) {
            RawEntry before = old.get(e.getKey());
            RawEntry after = e.getValue();
            if (after.isTree()) {
                ObjectId base =
                        before != null && before.isTree() ? before.id() : Constants.EMPTY_TREE_ID;
                tree(reader, base, after.id());
            } else if (!FileMode.GITLINK.equals(after.mode())
                    && (before == null || !before.id().equals(after.id()))
                    && seen.add(after.id())) {
                blobs.add(walk.lookupBlob(after.id()));
            }
        }
    }
}
