package dev.shoal.bench;

import dev.shoal.trunk.CommitDraft;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.Merger;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;

/// One change of five files merged onto a trunk that changed sixty-four others and one of the five,
/// by size of the repository.
final class MergeBench implements Benchmark {

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public Report run(Setting setting) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (int files : setting.quick() ? List.of(1_000) : List.of(1_000, 5_000, 20_000)) {
            tell("%d files", files);
            try (Repository repository =
                    SampleRepository.create(setting.folder().resolve("r" + files), files)) {
                rows.add(row(files, new Sides(repository, files), setting));
            }
        }
        return new Report(
                name(),
                "median of warm in-core merges, on disk; target < 1 ms at 20,000 files",
                List.of("files", "Shoal, ms", "JGit RecursiveMerger, ms"),
                rows);
    }

    private static List<String> row(int files, Sides sides, Setting setting) throws Exception {
        double ours = median(setting.either(1_000, 200), sides::difference);
        double theirs = median(setting.either(40, 10), sides::recursive);
        return List.of("" + files, Samples.text(ours), Samples.text(theirs));
    }

    /// Of the second half; the first one warms up.
    private static double median(int times, Callable<Boolean> merge) throws Exception {
        double[] millis = new double[times];
        for (int i = 0; i < 2 * times; i++) {
            long begun = System.nanoTime();
            if (!merge.call()) {
                throw new IllegalStateException("the merge was not clean");
            }
            millis[i % times] = (System.nanoTime() - begun) / 1e6;
        }
        return Samples.of(millis).quantile(0.5);
    }

    private static void tell(String format, Object... arguments) {
        Benchmark.tell(format, arguments);
    }

    private static final class Sides {
        private final Repository repository;
        private final Depot depot;
        private final CommitId base;
        private final CommitId ours;
        private final CommitId theirs;

        Sides(Repository repository, int files) throws IOException {
            this.repository = repository;
            this.depot = new Depot(repository);
            this.base = new CommitId(repository.resolve("refs/heads/main").name());
            this.ours = changed(files, 64, "line 3 ");
            this.theirs = changed(files, 5, "line 30 ");
        }

        /// Changes every so-manieth file at the line that begins so.
        private CommitId changed(int files, int changes, String line) {
            Trees trees = new Trees(depot);
            TreeId tree = depot.treeOf(base);
            for (int change = 0; change < changes; change++) {
                int file = change * (files / changes);
                String old = line + "of file " + file + "\n";
                tree = trees.edit(tree, RepoPath.parse(SampleRepository.path(file)), old, "new\n");
            }
            return depot.commit(
                    new CommitDraft(tree, base, "A", "a@example.com", Instant.EPOCH, "Change\n"));
        }

        boolean difference() {
            return new Merger(depot)
                            .merge(depot.treeOf(base), depot.treeOf(ours), depot.treeOf(theirs))
                    instanceof Merge.Clean;
        }

        boolean recursive() throws IOException {
            var merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                merger.setObjectInserter(inserter);
                return merger.merge(id(ours), id(theirs));
            }
        }

        private static ObjectId id(CommitId commit) {
            return ObjectId.fromString(commit.hex());
        }
    }
}
