package dev.shoal.trunk;

import dev.shoal.run.RunId;
import dev.shoal.run.TransientFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jgit.util.FileUtils;

/// The depots of this process, one for each run, brought up to date from the packs of the trunk
/// when asked for.
@ApplicationScoped
public class Depots {
    private static final int PAGE = 200;

    private final Trunk trunk;
    private final Packs packs;
    private final Scratch scratch;
    private final Function<RunId, Depot> opening;
    private final ConcurrentHashMap<RunId, Open> open = new ConcurrentHashMap<>();

    @Inject
    public Depots(Trunk trunk, Packs packs, Scratch scratch) {
        this(
                trunk,
                packs,
                scratch,
                run -> Depot.open(scratch.folder().resolve("depots").resolve(run.value())));
    }

    /// `opening` gives the depot of a run that has not been asked for before.
    public Depots(Trunk trunk, Packs packs, Scratch scratch, Function<RunId, Depot> opening) {
        this.trunk = trunk;
        this.packs = packs;
        this.scratch = scratch;
        this.opening = opening;
        OwnSettings.install();
    }

    /// The depot of the run, with at least everything up to `end`.
    public Depot at(RunId run, Landing end) {
        Open found = opened(run);
        if (!found.depot.has(end.commit())) {
            catchUp(run, found, end);
        }
        return found.depot;
    }

    /// The depot of the run as it is; empty for a run that was not seeded.
    public Depot of(RunId run) {
        return opened(run).depot;
    }

    /// Packs what `commit` adds to `have` (or all it needs), and stores the pack. Returns its key.
    public String upload(RunId run, Depot depot, CommitId commit, Optional<CommitId> have) {
        return have.map(h -> upload(run, depot, List.of(commit), h))
                .orElseGet(
                        () -> stored(run, commit + "-full", f -> depot.writeFullPack(commit, f)));
    }

    /// The same for commits of which each is the parent of the next, and `have` of the first.
    public String upload(RunId run, Depot depot, List<CommitId> commits, CommitId have) {
        String many = commits.size() == 1 ? "" : "-x" + commits.size();
        return stored(run, commits.getLast() + many, f -> depot.writePack(commits, have, f));
    }

    /// The same for a merge, which adds commits of others too.
    public String uploadHistory(RunId run, Depot depot, CommitId commit, CommitId have) {
        return stored(run, commit.toString(), file -> depot.writeHistory(commit, have, file));
    }

    private String stored(RunId run, String name, Consumer<Path> writing) {
        String key = "runs/%s/packs/%s.pack".formatted(run, name);
        Path file = temporary();
        try {
            writing.accept(file);
            packs.put(key, file);
        } finally {
            delete(file);
        }
        return key;
    }

    /// Gets a pack that holds `commit`, unless the commit is here.
    public void fetch(Depot depot, CommitId commit, String pack) {
        if (depot.has(commit)) {
            return;
        }
        try (InputStream in = packs.open(pack)) {
            depot.addPack(in);
        } catch (IOException e) {
            throw new TransientFault("can't read pack " + pack, e);
        }
    }

    /// Throws away what is here of a run; it can be fetched again. Nobody may be using it.
    public void forget(RunId run) {
        Open old = open.remove(run);
        if (old == null) {
            return;
        }
        old.depot.close();
        try {
            FileUtils.delete(folder(run).toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        } catch (IOException e) {
            throw new TransientFault("can't delete " + folder(run), e);
        }
    }

    private Path folder(RunId run) {
        return scratch.folder().resolve("depots").resolve(run.value());
    }

    private Open opened(RunId run) {
        return open.computeIfAbsent(run, id -> new Open(opening.apply(id)));
    }

    private void catchUp(RunId run, Open found, Landing end) {
        found.lock.lock();
        try {
            if (found.position < 0) {
                begin(run, found);
            }
            while (found.position < end.position()) {
                List<Landing> page = trunk.after(run, found.position, PAGE);
                for (Landing landing : page) {
                    fetch(found.depot, landing.commit(), landing.pack());
                    found.position = landing.position();
                }
                if (page.isEmpty()) {
                    throw new TransientFault(
                            "the trunk of %s has no position %d".formatted(run, end.position()),
                            null);
                }
            }
        } finally {
            found.lock.unlock();
        }
    }

    private void begin(RunId run, Open found) {
        Landing seed = trunk.after(run, -1, 1).getFirst();
        found.depot.markShallow(seed.commit());
        trunk.consolidation(run)
                .ifPresentOrElse(
                        all -> {
                            fetch(found.depot, all.commit(), all.pack());
                            found.position = all.position();
                        },
                        () -> {
                            fetch(found.depot, seed.commit(), seed.pack());
                            found.position = 0;
                        });
    }

    /// A file for a pack on its way; whoever asks deletes it.
    public Path temporary() {
        try {
            Path folder = Files.createDirectories(scratch.folder().resolve("packs"));
            return Files.createTempFile(folder, "new", ".pack");
        } catch (IOException e) {
            throw new TransientFault(
                    "can't write to " + scratch.folder() + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new TransientFault("can't delete " + file, e);
        }
    }

    private static final class Open {
        private final Depot depot;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile long position = -1;

        Open(Depot depot) {
            this.depot = depot;
        }
    }
}
