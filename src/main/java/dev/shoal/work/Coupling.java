package dev.shoal.work;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.Merger;
import dev.shoal.trunk.TreeId;
import dev.shoal.work.ReadyChanges.Aboard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Puts waiting changes one behind the other onto the trunk's end, each as the commit that its
/// worker made, on its new parent. What conflicts, or would change nothing, is left to its own
/// worker.
final class Coupling {
    private static final Logger LOG = Logger.getLogger(Coupling.class);

    private final Depots depots;
    private final Depot depot;
    private final Landing end;
    private final Instant now;

    Coupling(Depots depots, Depot depot, Landing end, Instant now) {
        this.depots = depots;
        this.depot = depot;
        this.end = end;
        this.now = now;
    }

    /// `aboard` is landable as it is; its objects are in the one pack that all of it names.
    record Train(List<Aboard> aboard, List<ReadyChange> left) {}

    Train couple(List<ReadyChange> waiting) {
        List<ReadyChange> left = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        CommitId last = end.commit();
        for (ReadyChange change : waiting) {
            Optional<CommitId> next = coupled(last, change.offer());
            next.ifPresentOrElse(c -> links.add(new Link(change, c)), () -> left.add(change));
            last = next.orElse(last);
        }
        return new Train(links.isEmpty() ? List.of() : landings(links), left);
    }

    /// Whatever is wrong with one of them must not keep the others.
    private Optional<CommitId> coupled(CommitId last, ReadyChange.Offer offer) {
        try {
            depots.fetch(depot, offer.commit(), offer.pack());
            return onto(last, offer.commit());
        } catch (PermanentFault e) {
            LOG.warnf("commit %s is left to its worker: %s", offer.commit(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<CommitId> onto(CommitId last, CommitId commit) {
        TreeId base = depot.treeOf(depot.parentOf(commit).orElseThrow());
        TreeId ours = depot.treeOf(last);
        if (isOn(last, commit)) {
            return depot.treeOf(commit).equals(ours) ? Optional.empty() : Optional.of(commit);
        }
        return switch (new Merger(depot).merge(base, ours, depot.treeOf(commit))) {
            case Merge.Clean(TreeId tree) when tree.equals(ours) -> Optional.empty();
            case Merge.Clean(TreeId tree) -> Optional.of(depot.moved(commit, last, tree, now));
            case Merge.Conflict conflict -> Optional.empty();
        };
    }

    private boolean isOn(CommitId last, CommitId commit) {
        return depot.parentOf(commit).filter(last::equals).isPresent();
    }

    private List<Aboard> landings(List<Link> links) {
        List<CommitId> commits = links.stream().map(Link::commit).toList();
        RunId run = links.getFirst().change().run();
        String pack = depots.upload(run, depot, commits, end.commit());
        List<Aboard> aboard = new ArrayList<>();
        for (Link link : links) {
            long position = end.position() + 1 + aboard.size();
            var task = Optional.of(link.change().held().task());
            var landing = new Landing(position, link.commit(), pack, task, now, links.size());
            aboard.add(new Aboard(link.change(), landing));
        }
        return aboard;
    }

    private record Link(ReadyChange change, CommitId commit) {}
}
