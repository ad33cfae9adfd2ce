package dev.shoal.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shoal.contracts.Scene;
import dev.shoal.contracts.TestClock;
import dev.shoal.memory.CountedIds;
import dev.shoal.memory.MemoryStores;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Amount;
import dev.shoal.run.Ids;
import dev.shoal.run.Pause;
import dev.shoal.run.RunWatch;
import dev.shoal.trunk.CommitDraft;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Consolidator;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import dev.shoal.trunk.Trunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A seeded run in memory, whose workers have changes to land, all of them made on the seed.
final class Yard {
    final MemoryStores stores = new MemoryStores();
    final TestClock clock = stores.clock();
    final Scene scene = new Scene(stores);
    final Ids ids = new CountedIds();
    final Depots depots;
    final Depot depot;
    final Landing seed;
    final HeldPlan planner;

    Yard(Path folder) {
        depots = new Depots(stores.trunk(), stores.packs(), new Scratch(folder));
        depot = depots.of(scene.run);
        CommitId root = depot.root("Begin\n", clock.instant());
        String pack = depots.upload(scene.run, depot, root, Optional.empty());
        seed = new Landing(0, root, pack, Optional.empty(), clock.instant());
        stores.runs().create(scene.asked(Scene.limits(1_000, new Amount(1_000, 1_000))));
        stores.trunk().begin(scene.run, seed);
        stores.cycles().first(scene.run, new PlanBrief("all", "do it"));
        planner = scene.rootPlanner();
    }

    Gathering gathering(Trunk trunk, ReadyChanges ready) {
        LandTrain.Station station = station(clock::advance);
        LandTrain train = train(trunk, ready, station);
        return new Gathering(trunk, depots, stores.tasks(), ready, train, station);
    }

    /// `pause` is called by whoever waits.
    LandTrain train(ReadyChanges ready, Pause pause) {
        return train(stores.trunk(), ready, station(pause));
    }

    private LandTrain train(Trunk trunk, ReadyChanges ready, LandTrain.Station station) {
        return new LandTrain(
                ready, trunk, depots, stores.tasks(), new Consolidator(trunk, depots), station);
    }

    private LandTrain.Station station(Pause pause) {
        var world = new Lander.Surroundings(clock, new Random(1), pause);
        return new LandTrain.Station(new RunWatch(stores.runs(), clock), ids, world);
    }

    Job job() {
        return job(Scene.LEASE);
    }

    Job job(Duration time) {
        return job(worker(), time);
    }

    Held worker() {
        return scene.worker(scene.task(planner));
    }

    Job job(Held held, Duration time) {
        return new Job(
                stores.runs().find(scene.run).orElseThrow(),
                scene.find(held.task()),
                held,
                clock.in(time));
    }

    /// A change of one file, in a commit that no pack holds yet.
    ReadyChange.Offer offer(String file, String text) {
        TreeId tree =
                new Trees(depot)
                        .write(
                                depot.treeOf(seed.commit()),
                                RepoPath.parse(file),
                                text.getBytes(UTF_8));
        CommitId commit =
                depot.commit(
                        new CommitDraft(
                                tree, seed.commit(), "W", "w@x", clock.instant(), "Add " + file));
        return new ReadyChange.Offer(commit, "", "did it", 0, 10);
    }

    /// Somebody in another process lands.
    void landElsewhere(String file) {
        Job job = job();
        ReadyChange.Offer offer = offer(file, file);
        Landing end = stores.trunk().end(scene.run);
        TreeId tree =
                new Trees(depot)
                        .write(
                                depot.treeOf(end.commit()),
                                RepoPath.parse(file),
                                file.getBytes(UTF_8));
        CommitId commit = depot.moved(offer.commit(), end.commit(), tree, clock.instant());
        String pack = depots.upload(scene.run, depot, commit, Optional.of(end.commit()));
        var task = Optional.of(job.task().id());
        var landing = new Landing(end.position() + 1, commit, pack, task, clock.instant());
        stores.tasks().land(job.held(), landing, "elsewhere", 0);
    }

    List<Landing> landings() {
        return stores.trunk().after(scene.run, 0, 1_000);
    }

    String text(String file) {
        return text(depot, stores.trunk().end(scene.run), file);
    }

    static String text(Depot depot, Landing landing, String file) {
        var content = new Trees(depot).read(depot.treeOf(landing.commit()), RepoPath.parse(file));
        return content instanceof Content.Text(String text) ? text : content.toString();
    }
}
