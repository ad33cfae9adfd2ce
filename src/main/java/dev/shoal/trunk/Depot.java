package dev.shoal.trunk;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.ShoalException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/// The git objects of one run as this process sees them, in a bare repository. Safe for many
/// threads. Objects are written before what names them, and packs are installed whole, so a commit
/// that is here has all that it needs.
public final class Depot implements AutoCloseable {
    private final Repository repository;

    public Depot(Repository repository) {
        this.repository = repository;
    }

    /// Opens the bare repository in `folder`, or makes it. Reads no configuration but the folder's
    /// own.
    public static Depot open(Path folder) {
        try {
            Repository repository =
                    new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
            if (!Files.exists(folder.resolve(Constants.HEAD))) {
                repository.create(true);
                repository.getConfig().setInt("gc", null, "auto", 0);
                repository.getConfig().save();
            }
            return new Depot(repository);
        } catch (IOException e) {
            throw new PermanentFault("can't open the git objects in " + folder, e);
        }
    }

    /// For `remote`, which fetches and pushes.
    public Repository repository() {
        return repository;
    }

    public boolean has(CommitId commit) {
        try {
            return repository.getObjectDatabase().has(commit.id());
        } catch (IOException e) {
            throw fault("look for", commit, e);
        }
    }

    /// Whether the tree is here. What is below it is here too, unless it came untrusted: then see
    /// [#isWhole].
    public boolean has(TreeId tree) {
        return has(tree.id());
    }

    private boolean has(ObjectId id) {
        try {
            return id.equals(Constants.EMPTY_TREE_ID) || repository.getObjectDatabase().has(id);
        } catch (IOException e) {
            throw new PermanentFault("can't look for " + id.name(), e);
        }
    }

    public TreeId treeOf(CommitId commit) {
        return TreeId.of(parse(commit).getTree());
    }

    /// Empty for a commit without parents, and for a shallow one.
    public Optional<CommitId> parentOf(CommitId commit) {
        RevCommit parsed = parse(commit);
        return parsed.getParentCount() == 0
                ? Optional.empty()
                : Optional.of(CommitId.of(parsed.getParent(0)));
    }

    public CommitId commit(CommitDraft draft) {
        return commit(draft, List.of(draft.parent().id()));
    }

    /// A commit without parents and without files. The same words and time give the same commit.
    public CommitId root(String message, Instant at) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeId nothing = TreeId.of(inserter.insert(new TreeFormatter()));
            inserter.flush();
            return commit(
                    nothing,
                    List.of(),
                    new PersonIdent("Shoal", "shoal@shoal.invalid", at, ZoneOffset.UTC),
                    message);
        } catch (IOException e) {
            throw DiskFaults.sorted("can't write a commit", e);
        }
    }

    /// A merge: `draft` with `other` as its second parent.
    public CommitId merge(CommitDraft draft, CommitId other) {
        return commit(draft, List.of(draft.parent().id(), other.id()));
    }

    private CommitId commit(CommitDraft draft, List<ObjectId> parents) {
        PersonIdent who =
                new PersonIdent(draft.author(), draft.email(), draft.at(), ZoneOffset.UTC);
        return commit(draft.tree(), parents, who, draft.message());
    }

    private CommitId commit(TreeId tree, List<ObjectId> parents, PersonIdent who, String message) {
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(tree.id());
        builder.setParentIds(parents);
        builder.setAuthor(who);
        builder.setCommitter(who);
        builder.setEncoding(StandardCharsets.UTF_8);
        builder.setMessage(message);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(builder);
            inserter.flush();
            return CommitId.of(id);
        } catch (IOException e) {
            throw DiskFaults.sorted("can't write a commit", e);
        }
    }

    /// When it was written, as it says itself, in whole seconds.
    public Instant writtenAt(CommitId commit) {
        return parse(commit).getCommitterIdent().getWhenAsInstant();
    }

    /// Where the histories of two commits part; empty if they have nothing in common.
    public Optional<CommitId> forkOf(CommitId one, CommitId other) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one.id()));
            walk.markStart(walk.parseCommit(other.id()));
            return Optional.ofNullable(walk.next()).map(CommitId::of);
        } catch (IOException e) {
            throw fault("compare", one, e);
        }
    }

    /// True if `part` is in the history of `whole`, or is it.
    public boolean contains(CommitId whole, CommitId part) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(part.id()), walk.parseCommit(whole.id()));
        } catch (IOException e) {
            throw fault("compare", whole, e);
        }
    }

    /// A pack of all that the history of `want` has and that of `have` hasn't: for merges.
    public void writeHistory(CommitId want, CommitId have, Path file) {
        try (PackWriter writer = new PackWriter(repository)) {
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(want.id()), Set.of(have.id()));
            write(writer, file);
        } catch (IOException e) {
            throw fault("pack", want, e);
        }
    }

    /// Writes what `commit` says on another parent, with another tree, committed at `at`.
    public CommitId moved(CommitId commit, CommitId parent, TreeId tree, Instant at) {
        RevCommit said = parse(commit);
        PersonIdent author = said.getAuthorIdent();
        return commit(
                new CommitDraft(
                        tree,
                        parent,
                        author.getName(),
                        author.getEmailAddress(),
                        at,
                        said.getFullMessage()));
    }

    /// A pack of all that `want` needs. Streams; `want` may be shallow.
    public void writeFullPack(CommitId want, Path file) {
        try (PackWriter writer = new PackWriter(repository)) {
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(want.id()), Set.of());
            write(writer, file);
        } catch (IOException e) {
            throw fault("pack", want, e);
        }
    }

    /// A pack of only what these commits, each the parent of the next, add to the commit `have`:
    /// found by walking where their trees differ.
    public void writePack(List<CommitId> want, CommitId have, Path file) {
        try (PackWriter writer = new PackWriter(repository);
                RevWalk walk = new RevWalk(repository)) {
            List<RevObject> objects = new NewObjects(repository, walk).along(have, want);
            writer.preparePack(objects.iterator());
            write(writer, file);
        } catch (IOException e) {
            throw fault("pack", want.getLast(), e);
        }
    }

    /// A pack of only what the tree `want` has and the tree `have` hasn't. False, and no file, if
    /// that is nothing.
    public boolean writePack(TreeId want, TreeId have, Path file) {
        try (PackWriter writer = new PackWriter(repository);
                RevWalk walk = new RevWalk(repository)) {
            List<RevObject> objects = new NewObjects(repository, walk).between(have, want);
            if (objects.isEmpty()) {
                return false;
            }
            writer.preparePack(objects.iterator());
            write(writer, file);
            return true;
        } catch (IOException e) {
            throw DiskFaults.sorted("can't pack tree " + want, e);
        }
    }

    private static void write(PackWriter writer, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
        }
    }

    /// Adds the objects of a pack: all or none. The pack is checked while it is read.
    public void addPack(InputStream pack) {
        add(pack, null);
    }

    /// The same for a pack of somebody who may wish us ill: each object is checked as git's fsck
    /// does, and none may be larger than `most` bytes.
    public void addUntrusted(InputStream pack, long most) {
        ObjectChecker checker =
                new ObjectChecker().setAllowLeadingZeroFileMode(true).setSafeForMacOS(true);
        add(pack, new Suspicion(checker, most));
    }

    private record Suspicion(ObjectChecker checker, long most) {}

    /// Whether all that the tree `want` has and the tree `have` hasn't is here.
    public boolean isWhole(TreeId want, TreeId have) {
        if (!has(want)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return new NewObjects(repository, walk)
                    .between(have, want).stream().allMatch(object -> has(object.getId()));
        } catch (PermanentFault missing) {
            return false;
        }
    }

    private void add(InputStream pack, @Nullable Suspicion suspicion) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            var parser = inserter.newPackParser(pack);
            parser.setAllowThin(false);
            if (suspicion != null) {
                parser.setObjectChecker(suspicion.checker());
                parser.setMaxObjectSizeLimit(suspicion.most());
            }
            parser.parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
        } catch (IOException e) {
            throw DiskFaults.sorted("a pack is damaged or can't be stored", e);
        }
    }

    /// Tells git that the parents of this commit are not here on purpose.
    public void markShallow(CommitId commit) {
        try {
            repository.getObjectDatabase().setShallowCommits(Set.of(commit.id()));
        } catch (IOException e) {
            throw fault("mark", commit, e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private RevCommit parse(CommitId commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(commit.id());
        } catch (IOException e) {
            throw fault("read", commit, e);
        }
    }

    private static ShoalException fault(String verb, CommitId commit, IOException e) {
        return DiskFaults.sorted("can't %s commit %s".formatted(verb, commit), e);
    }
}
