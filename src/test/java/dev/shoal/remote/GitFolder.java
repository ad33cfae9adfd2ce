package dev.shoal.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A real bare repository, written without a checkout.
///
/// ```java
/// GitFolder upstream = GitFolder.create(folder);
/// upstream.commit("main", "a.txt", "hello");
/// ```
final class GitFolder {
    private static final PersonIdent SOMEBODY =
            new PersonIdent(
                    "Somebody",
                    "somebody@example.com",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    ZoneOffset.UTC);

    private final Repository repository;

    private GitFolder(Repository repository) {
        this.repository = repository;
    }

    static GitFolder create(Path folder) {
        try {
            Repository repository =
                    new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
            repository.create(true);
            repository.updateRef(Constants.HEAD).link("refs/heads/main");
            repository.getConfig().setInt("gc", null, "auto", 0);
            repository.getConfig().save();
            return new GitFolder(repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Repository repository() {
        return repository;
    }

    URI uri() {
        return repository.getDirectory().toPath().toUri();
    }

    Optional<String> tip(String branch) {
        try {
            return Optional.ofNullable(repository.resolve("refs/heads/" + branch))
                    .map(ObjectId::name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One more commit on the branch, which differs by this file from the one before.
    String commit(String branch, String path, String text) {
        try {
            ObjectId parent = repository.resolve("refs/heads/" + branch);
            ObjectId commit = write(repository, parent, path, text);
            move(branch, commit);
            return commit.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A commit without parents.
    String commitAlone(String branch, String path, String text) {
        try {
            ObjectId commit = write(repository, null, path, text);
            move(branch, commit);
            return commit.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A commit without parents and files, as `git commit --allow-empty` makes it.
    void commitNothing(String branch) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId commit =
                    inserter.insert(builder(inserter.insert(new TreeFormatter()), null, "empty"));
            inserter.flush();
            move(branch, commit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new branch, one commit ahead of the other.
    String branch(String branch, String from, String path, String text) {
        set(branch, tip(from).orElseThrow());
        return commit(branch, path, text);
    }

    void set(String branch, String commit) {
        try {
            move(branch, ObjectId.fromString(commit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A commit whose only entry has a name that git forbids.
    String commitForbidden(String branch, String name) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, new byte[] {'x'});
            tree.append(name, FileMode.REGULAR_FILE, blob);
            ObjectId commit = inserter.insert(builder(inserter.insert(tree), null, "bad"));
            inserter.flush();
            move(branch, commit);
            return commit.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void move(String branch, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef("refs/heads/" + branch);
        update.setNewObjectId(commit);
        update.forceUpdate();
    }

    /// The commit `parent` (null: none) with this file set.
    static ObjectId write(Repository repository, ObjectId parent, String path, String text)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            if (parent != null) {
                RevCommit old = walk.parseCommit(parent);
                DirCache before = DirCache.read(reader, old.getTree());
                for (int i = 0; i < before.getEntryCount(); i++) {
                    if (!before.getEntry(i).getPathString().equals(path)) {
                        builder.add(before.getEntry(i));
                    }
                }
            }
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
            builder.finish();
            ObjectId commit = inserter.insert(builder(index.writeTree(inserter), parent, path));
            inserter.flush();
            return commit;
        }
    }

    private static CommitBuilder builder(ObjectId tree, ObjectId parent, String message) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(SOMEBODY);
        commit.setCommitter(SOMEBODY);
        commit.setMessage(message);
        return commit;
    }
}
