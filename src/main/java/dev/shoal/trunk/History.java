package dev.shoal.trunk;

import dev.shoal.run.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// What led from one commit of the trunk to a later one.
public final class History {
    private final Depot depot;

    public History(Depot depot) {
        this.depot = depot;
    }

    /// One commit: the first line of its message and the task of its `Shoal-Task` trailer.
    public record Step(CommitId commit, String subject, Optional<TaskId> task) {}

    /// The newest `most` commits after `from`, up to `to`, that changed one of `paths`, oldest
    /// first.
    public List<Step> touching(CommitId from, CommitId to, List<RepoPath> paths, int most) {
        List<Step> found = new ArrayList<>();
        try (RevWalk walk = new RevWalk(depot.repository())) {
            walk.setRewriteParents(false);
            walk.setTreeFilter(
                    AndTreeFilter.create(
                            PathFilterGroup.createFromStrings(
                                    paths.stream().map(RepoPath::value).toList()),
                            TreeFilter.ANY_DIFF));
            walk.markStart(walk.parseCommit(to.id()));
            walk.markUninteresting(walk.parseCommit(from.id()));
            for (RevCommit next; found.size() < most && (next = walk.next()) != null; ) {
                found.add(step(walk, next));
            }
        } catch (IOException e) {
            throw DiskFaults.sorted("can't read the history of commit " + to, e);
        }
        return found.reversed();
    }

    private static Step step(RevWalk walk, RevCommit commit) throws IOException {
        walk.parseBody(commit);
        return new Step(
                CommitId.of(commit),
                commit.getShortMessage(),
                commit.getFooterLines("Shoal-Task").stream().findFirst().flatMap(TaskId::find));
    }
}
