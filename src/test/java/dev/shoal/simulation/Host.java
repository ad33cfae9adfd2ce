package dev.shoal.simulation;

import dev.shoal.remote.StandInUpstream;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/// Upstream: one commit to start from, and the branch that the trunk is mirrored to.
final class Host implements StandInUpstream.Host {
    private static final PersonIdent SOMEBODY =
            new PersonIdent("Somebody", "somebody@example.com", Instant.EPOCH, ZoneOffset.UTC);

    private final List<CommitId> pushed = new ArrayList<>();

    /// What the branch holds; empty as long as nothing was pushed.
    Optional<CommitId> tip() {
        return pushed.isEmpty() ? Optional.empty() : Optional.of(pushed.getLast());
    }

    @Override
    public CommitId fetch(Depot depot) {
        try (ObjectInserter inserter = depot.repository().newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            for (String name : List.of("AGENTS.md", "list.txt", "shared.txt")) {
                ObjectId file =
                        inserter.insert(
                                Constants.OBJ_BLOB,
                                Script.begun(name).getBytes(StandardCharsets.UTF_8));
                tree.append(name, FileMode.REGULAR_FILE, file);
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(SOMEBODY);
            commit.setCommitter(SOMEBODY);
            commit.setMessage("As it starts\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new CommitId(id.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Forward only: what was there has to be among the ancestors of what comes.
    @Override
    public boolean push(Depot depot, CommitId commit) {
        Optional<CommitId> at = Optional.of(commit);
        while (at.isPresent() && !at.equals(tip()) && tip().isPresent()) {
            at = depot.parentOf(at.get());
        }
        if (at.isPresent()) {
            pushed.add(commit);
        }
        return at.isPresent();
    }

    @Override
    public CommitId newest() {
        return pushed.getLast();
    }
}
