package dev.shoal.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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

/// A bare repository of so many small text files, a hundred to a folder.
final class SampleRepository {

    private static final PersonIdent SOMEBODY =
            new PersonIdent(
                    "Somebody",
                    "somebody@example.com",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    ZoneOffset.UTC);

    private SampleRepository() {}

    static String path(int file) {
        return "src/d%03d/f%05d.txt".formatted(file / 100, file);
    }

    /// Makes it with one commit on `main`. The caller closes it.
    static Repository create(Path folder, int files) throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        repository.create(true);
        repository.updateRef(Constants.HEAD).link("refs/heads/main");
        RefUpdate ref = repository.updateRef("refs/heads/main");
        ref.setNewObjectId(commit(repository, files));
        ref.update();
        return repository;
    }

    /// A first commit of so many files.
    static ObjectId commit(Repository repository, int files) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, files));
            commit.setAuthor(SOMEBODY);
            commit.setCommitter(SOMEBODY);
            commit.setMessage("Begin\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private static ObjectId tree(ObjectInserter inserter, int files) throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        for (int file = 0; file < files; file++) {
            DirCacheEntry entry = new DirCacheEntry(path(file));
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content(file)));
            builder.add(entry);
        }
        builder.finish();
        return cache.writeTree(inserter);
    }

    private static byte[] content(int file) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 40; line++) {
            text.append("line ").append(line).append(" of file ").append(file).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
