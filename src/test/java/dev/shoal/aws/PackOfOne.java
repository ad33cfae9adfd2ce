package dev.shoal.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/// A pack with one tree and nothing else.
final class PackOfOne {
    private PackOfOne() {}

    static void write(Repository repository, ObjectId tree, Path file) throws IOException {
        try (PackWriter writer = new PackWriter(repository);
                RevWalk walk = new RevWalk(repository);
                OutputStream out = Files.newOutputStream(file)) {
            writer.preparePack(List.<RevObject>of(walk.lookupTree(tree)).iterator());
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
        }
    }
}
