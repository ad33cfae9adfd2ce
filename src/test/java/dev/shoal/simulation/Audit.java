package dev.shoal.simulation;

import static dev.shoal.simulation.Violation.unless;

import dev.shoal.memory.Memory;
import dev.shoal.run.RunId;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// 1, 2 and 3: the trunk's positions, commits and content, read from the packs that it names and
/// from nothing else.
final class Audit {
    private final Memory memory;
    private final RunId run;
    private final Supplier<Depot> depots;
    private final Depot depot;
    private final List<Landing> known = new ArrayList<>();
    private final Set<Long> unpacked = new HashSet<>();

    Audit(Memory memory, RunId run, Supplier<Depot> depots) {
        this.memory = memory;
        this.run = run;
        this.depots = depots;
        this.depot = depots.get();
    }

    void check(Picture now) {
        long last = known.size() - 1L;
        List<Landing> more = memory.trunk().after(run, last, 1_000);
        more.forEach(landing -> landed(landing, now));
        if (!more.isEmpty()) {
            unless(
                    now.tasks().values().stream()
                                    .filter(t -> t.state() instanceof TaskState.Landed)
                                    .count()
                            == known.size() - 1L,
                    "1: %d landings, but the tasks are %s",
                    known.size() - 1,
                    now.tasks().values());
        }
        now.tasks().values().forEach(this::onTrunk);
        memory.trunk().consolidation(run).ifPresent(this::unpack);
    }

    /// 1, from the task's side.
    private void onTrunk(Task task) {
        if (task.state() instanceof TaskState.Landed(long position, String handoff)) {
            unless(
                    position < known.size()
                            && known.get((int) position).task().equals(Optional.of(task.id())),
                    "1: %s says that it landed, but the trunk has %s",
                    task,
                    known);
        }
    }

    private void landed(Landing landing, Picture now) {
        unless(landing.position() == known.size(), "2: %s comes after %s", landing, known);
        add(depot, landing.pack());
        unless(depot.has(landing.commit()), "2: the pack of %s lacks its commit", landing);
        if (landing.position() > 0) {
            follows(landing, now);
        }
        known.add(landing);
        complete(depot, landing.commit());
        keeps(landing, now);
    }

    private void follows(Landing landing, Picture now) {
        unless(
                depot.parentOf(landing.commit()).equals(Optional.of(known.getLast().commit())),
                "2: the parent of %s is not %s",
                landing,
                known.getLast());
        Task task = now.tasks().get(landing.task().orElseThrow().value());
        unless(
                task.state() instanceof TaskState.Landed(long position, String handoff)
                        && position == landing.position(),
                "1: %s is on the trunk, but its task is %s",
                landing,
                task);
    }

    /// Each file can be read.
    private static void complete(Depot depot, CommitId commit) {
        Trees trees = new Trees(depot);
        try {
            trees.search(depot.treeOf(commit), "^no such line$", RepoPath.ROOT, 1);
        } catch (dev.shoal.run.PermanentFault e) {
            throw new Violation("2: " + commit + " is not complete: " + e.getMessage());
        }
    }

    /// 3: the lines of all that landed are there.
    private void keeps(Landing newest, Picture now) {
        TreeId tree = depot.treeOf(newest.commit());
        Trees trees = new Trees(depot);
        for (Landing landing : known) {
            landing.task()
                    .map(id -> now.tasks().get(id.value()))
                    .ifPresent(
                            task -> {
                                String title = task.brief().title();
                                String file = Script.file(title).orElseThrow();
                                unless(
                                        trees.read(tree, RepoPath.parse(file))
                                                        instanceof Content.Text(String text)
                                                && text.lines()
                                                        .anyMatch(Script.line(title)::equals),
                                        "3: at %s the change of %s is lost",
                                        newest,
                                        task);
                            });
        }
    }

    /// A newcomer needs the consolidated pack and those after it, and nothing else.
    private void unpack(Trunk.Consolidation all) {
        if (!unpacked.add(all.position())) {
            return;
        }
        Depot newcomer = depots.get();
        add(newcomer, all.pack());
        unless(
                known.get((int) all.position()).commit().equals(all.commit())
                        && newcomer.has(all.commit()),
                "2: %s is not what the trunk has",
                all);
        complete(newcomer, all.commit());
    }

    private void add(Depot to, String pack) {
        try (InputStream in = memory.packs().open(pack)) {
            to.addPack(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Upstream has in the end all that landed.
    void mirrored(Host host) {
        if (known.size() > 1) {
            unless(
                    host.tip().equals(Optional.of(known.getLast().commit())),
                    "upstream has %s, but the trunk ends with %s",
                    host.tip(),
                    known.getLast());
        }
    }
}
