package dev.shoal.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/// What a run left on its target branch upstream: its commits, newest first, and the files of the
/// newest.
record Branch(List<String> tasks, Set<String> files) {

    static Branch of(Path repository, String name) throws IOException {
        try (Repository git =
                        new FileRepositoryBuilder()
                                .setGitDir(repository.toFile())
                                .setBare()
                                .build();
                RevWalk walk = new RevWalk(git);
                TreeWalk tree = new TreeWalk(git)) {
            RevCommit end = walk.parseCommit(git.resolve("refs/heads/" + name));
            Set<String> files = new TreeSet<>();
            tree.addTree(end.getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                files.add(tree.getPathString());
            }
            List<String> tasks = new ArrayList<>();
            for (RevCommit at = end; at.getParentCount() > 0; ) {
                if (at.getParentCount() != 1) {
                    throw new IllegalStateException("a merge: " + at.name());
                }
                tasks.add(trailer(at));
                at = walk.parseCommit(at.getParent(0));
            }
            return new Branch(tasks, files);
        }
    }

    private static String trailer(RevCommit commit) {
        return commit.getFullMessage()
                .lines()
                .filter(line -> line.startsWith("Shoal-Task: "))
                .findFirst()
                .orElse("none");
    }
}
