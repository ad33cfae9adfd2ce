package dev.shoal.trunk;

import dev.shoal.run.Cut;
import dev.shoal.run.PermanentFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/// Diffs for models.
final class Diffs {
    private Diffs() {}

    static String unified(Repository repository, TreeId a, TreeId b, RepoPath under, int most) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int left = 0;
        try (DiffFormatter formatter = new DiffFormatter(out);
                ObjectReader reader = repository.newObjectReader()) {
            formatter.setReader(reader, repository.getConfig());
            formatter.setDiffAlgorithm(new BoundedDiff());
            formatter.setBinaryFileThreshold(Trees.MOST_TEXT);
            if (!under.isRoot()) {
                formatter.setPathFilter(PathFilter.create(under.value()));
            }
            for (DiffEntry entry : formatter.scan(iterator(reader, a), iterator(reader, b))) {
                if (out.size() > most) {
                    left++;
                } else {
                    formatter.format(entry);
                }
            }
        } catch (IOException e) {
            throw new PermanentFault("can't compare trees " + a + " and " + b, e);
        }
        String text = Cut.middle(out.toString(StandardCharsets.UTF_8), most);
        return left == 0 ? text : text + "\n[%d more files differ; name a folder]".formatted(left);
    }

    private static AbstractTreeIterator iterator(ObjectReader reader, TreeId tree)
            throws IOException {
        return tree.equals(TreeId.EMPTY)
                ? new EmptyTreeIterator()
                : new CanonicalTreeParser(null, reader, tree.id());
    }
}
