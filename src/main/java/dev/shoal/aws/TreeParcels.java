package dev.shoal.aws;

import dev.shoal.run.Cut;
import dev.shoal.run.Ids;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.sandbox.SandboxOrder;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Trees on their way to the function `sandbox` and back, as packs in the bucket.
///
/// Most of a tree is in a pack that the trunk has anyway: that of its seed, or of all up to some
/// landing. A function that keeps this one needs only what the tree adds, whichever container it
/// runs in; one that does not have it is given its address too. So nobody need know what a
/// container has.
@ApplicationScoped
class TreeParcels {
    private static final long MOST_OBJECT = 100_000_000;

    private final S3Packs packs;
    private final Addresses addresses;
    private final Depots depots;
    private final Trunk trunk;
    private final Ids ids;
    private final Map<String, Base> bases = new ConcurrentHashMap<>();

    TreeParcels(S3Packs packs, Addresses addresses, Depots depots, Trunk trunk, Ids ids) {
        this.packs = packs;
        this.addresses = addresses;
        this.depots = depots;
        this.trunk = trunk;
        this.ids = ids;
    }

    /// A commit whose pack is stored, and the keys of the pack's parts.
    private record Base(CommitId commit, List<String> pack) {}

    /// One tree on its way: `sources` is how to get it, `folder` where all that belongs to it is
    /// stored.
    record Parcel(SandboxOrder.Sources sources, String folder) {
        String out() {
            return folder + "out.pack";
        }

        String stop() {
            return folder + "stop";
        }
    }

    /// Stores what the tree adds, if anything; the addresses are good for `valid`. `scope` says
    /// whose tree it is: all trees of a scope go by the same base.
    Parcel send(RunId run, String scope, TreeId tree, Duration valid) {
        Depot depot = depots.of(run);
        Base base = bases.computeIfAbsent(run + "/" + scope, key -> base(run, depot));
        String folder = "runs/%s/sandbox/%s/".formatted(run, ids.next());
        List<String> addition = stored(depot, tree, depot.treeOf(base.commit), folder + "in.pack");
        return new Parcel(
                new SandboxOrder.Sources(
                        tree.hex(),
                        base.commit.hex(),
                        addresses.get(base.pack, valid),
                        addresses.get(addition, valid)),
                folder);
    }

    void forget(RunId run, String scope) {
        bases.remove(run + "/" + scope);
    }

    /// The newest pack of everything whose commit is here, or else the seed's.
    private Base base(RunId run, Depot depot) {
        return trunk.consolidation(run)
                .filter(all -> depot.has(all.commit()))
                .map(all -> new Base(all.commit(), packs.parts(all.pack())))
                .orElseGet(
                        () -> {
                            var seed = trunk.after(run, -1, 1).getFirst();
                            return new Base(seed.commit(), packs.parts(seed.pack()));
                        });
    }

    private List<String> stored(Depot depot, TreeId tree, TreeId base, String key) {
        Path file = depots.temporary();
        try {
            if (!depot.writePack(tree, base, file)) {
                return List.of();
            }
            packs.put(key, file);
            return packs.parts(key);
        } finally {
            delete(file);
        }
    }

    /// The tree that came back, its objects now here. What a command of the repository's had its
    /// hands on is not trusted: everything is checked, and what it should hold must be there.
    TreeId receive(RunId run, Parcel parcel, String hex) {
        TreeId before = new TreeId(parcel.sources().tree());
        TreeId after = named(hex);
        Depot depot = depots.of(run);
        if (before.equals(after)) {
            return after;
        }
        try (InputStream pack = packs.open(parcel.out())) {
            depot.addUntrusted(pack, MOST_OBJECT);
        } catch (IOException e) {
            throw new PermanentFault("can't read " + parcel.out(), e);
        }
        if (!depot.isWhole(after, before)) {
            throw new PermanentFault("the sandbox's pack does not hold tree " + after, null);
        }
        return after;
    }

    private static TreeId named(String hex) {
        try {
            return new TreeId(hex);
        } catch (IllegalArgumentException e) {
            throw new PermanentFault("the sandbox named no tree: " + Cut.middle(hex, 80), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new PermanentFault("can't delete " + file, e);
        }
    }
}
