package dev.shoal.bench;

import dev.shoal.aws.AwsStores;
import dev.shoal.contracts.Scene;
import dev.shoal.contracts.Stores;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Amount;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitDraft;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.Merger;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.RealLander;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/// Claimed tasks of one run, each with a change of its own, to be landed with or without the train.
final class TrunkContest {

    private final Stores slow;
    private final Scene scene;
    private final Depots depots;
    private final Depot depot;
    private final CommitId seed;
    private final ConcurrentLinkedQueue<TaskId> tasks;
    private final RealLander lander;

    /// Calls of the contenders take `roundTrip` longer than the emulators need.
    TrunkContest(Path folder, int changes, Duration roundTrip) throws IOException {
        Stores fast = AwsStores.delayed(Duration.ZERO);
        slow = AwsStores.delayed(roundTrip);
        scene = new Scene(fast);
        depots = new Depots(slow.trunk(), slow.packs(), new Scratch(folder));
        depot = depots.of(scene.run);
        seed = new CommitId(SampleRepository.commit(depot.repository(), LandingBench.FILES).name());
        String pack = depots.upload(scene.run, depot, seed, Optional.empty());
        fast.runs().create(scene.asked(Scene.limits(changes, new Amount(1_000, 1_000))));
        fast.trunk()
                .begin(
                        scene.run,
                        new Landing(0, seed, pack, Optional.empty(), Clock.systemUTC().instant()));
        fast.cycles().first(scene.run, new PlanBrief("all", "do it"));
        tasks = new ConcurrentLinkedQueue<>(scene.tasks(scene.rootPlanner(), changes));
        lander = new RealLander(fast, slow, depots);
    }

    /// As workers land.
    Contest.Contender together() {
        return () -> {
            Optional<Held> held = next();
            if (held.isEmpty()) {
                return -1;
            }
            Landing base = base();
            return lander.land(held.get(), base, tree(base, held.get().task()));
        };
    }

    private Landing base() {
        return scene.stores.trunk().end(scene.run);
    }

    /// As workers landed before there was a train: try again after a random wait.
    Contest.Contender alone() {
        return () -> {
            Optional<Held> held = next();
            if (held.isEmpty()) {
                return -1;
            }
            Landing base = base();
            TreeId tree = tree(base, held.get().task());
            for (int lost = 0; ; lost++) {
                if (tried(held.get(), base, tree) instanceof LandResult.Landed) {
                    return lost;
                }
                Thread.sleep(ThreadLocalRandom.current().nextLong(1, 20L * Math.min(lost + 1, 10)));
            }
        };
    }

    private LandResult tried(Held held, Landing base, TreeId tree) {
        Landing end = slow.trunk().end(scene.run);
        depots.at(scene.run, end);
        Merge merge =
                new Merger(depot)
                        .merge(depot.treeOf(base.commit()), depot.treeOf(end.commit()), tree);
        TreeId merged = ((Merge.Clean) merge).tree();
        var now = Clock.systemUTC().instant();
        CommitId commit =
                depot.commit(new CommitDraft(merged, end.commit(), "W", "w@x", now, "Change\n"));
        String pack = depots.upload(scene.run, depot, commit, Optional.of(end.commit()));
        Landing landing =
                new Landing(end.position() + 1, commit, pack, Optional.of(held.task()), now);
        return slow.tasks().land(held, landing, "did it", 0);
    }

    private Optional<Held> next() {
        return Optional.ofNullable(tasks.poll()).map(scene::worker);
    }

    /// The base with one more file.
    private TreeId tree(Landing base, TaskId task) {
        return new Trees(depot)
                .write(
                        depot.treeOf(base.commit()),
                        RepoPath.parse("src/d000/" + task + ".txt"),
                        task.value().getBytes(StandardCharsets.UTF_8));
    }
}
