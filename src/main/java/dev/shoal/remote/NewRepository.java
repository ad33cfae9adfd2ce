package dev.shoal.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Makes a bare repository out of plain files: one commit on the branch `main`. For samples, which
/// are kept as files so that they can be read and changed.
public final class NewRepository {

    private static final String BRANCH = Constants.R_HEADS + "main";

    private NewRepository() {}

    /// Creates the repository at `target`, where nothing may be yet, from all files below `files`.
    public static void bare(Path target, Path files, Instant at) throws IOException {
        var builder = new FileRepositoryBuilder().setBare().setGitDir(target.toFile());
        try (Repository repository = builder.build()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(BRANCH);
            RefUpdate branch = repository.updateRef(BRANCH);
            branch.setNewObjectId(commit(repository, files, at));
            branch.disableRefLog();
            RefUpdate.Result result = branch.update();
            if (result != RefUpdate.Result.NEW) {
                throw new IOException("can't create " + BRANCH + " in " + target + ": " + result);
            }
        }
    }

    private static ObjectId commit(Repository repository, Path files, Instant at)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, files));
            PersonIdent author =
                    new PersonIdent("Sample", "sample@shoal.example", at, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("The sample as it starts\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private static ObjectId tree(ObjectInserter inserter, Path files) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder entries = index.builder();
        for (Path file : regular(files)) {
            String path = files.relativize(file).toString().replace('\\', '/');
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(
                    Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, Files.readAllBytes(file)));
            entries.add(entry);
        }
        entries.finish();
        return index.writeTree(inserter);
    }

    private static List<Path> regular(Path files) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
