package dev.shoal.remote;

import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.CommitDraft;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Consolidator;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.Merger;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/// Brings what somebody else pushed to the target branch onto the trunk, as a landing without a
/// task: a merge of the trunk's end, its first parent, with their newest commit. These are the only
/// merge commits there are.
@ApplicationScoped
public class Joining {
    private static final int MOST_TRIES = 50;

    private final Trunk trunk;
    private final Depots depots;
    private final Incoming incoming;
    private final Settlement settlement;
    private final Consolidator consolidator;
    private final InstantSource clock;

    public Joining(
            Trunk trunk,
            Depots depots,
            Incoming incoming,
            Settlement settlement,
            Consolidator consolidator,
            InstantSource clock) {
        this.trunk = trunk;
        this.depots = depots;
        this.incoming = incoming;
        this.settlement = settlement;
        this.consolidator = consolidator;
        this.clock = clock;
    }

    /// The trunk's end, which has their commits. Throws [Refused] if they can't be brought onto it,
    /// [TransientFault] if not yet: then somebody is at work on the conflicts, or upstream is out
    /// of reach.
    Landing join(Run run) {
        RunId id = run.id();
        Landing end = trunk.end(id);
        CommitId theirs = incoming.fetch(depots.at(id, end), run.goal().source(), end.commit());
        Depot depot = depots.at(id, end);
        for (int tries = 0; tries < MOST_TRIES && !depot.contains(end.commit(), theirs); tries++) {
            joined(run, depot, end, theirs);
            end = trunk.end(id);
            depot = depots.at(id, end);
        }
        if (!depot.contains(end.commit(), theirs)) {
            throw new TransientFault("the trunk moved on too fast to join " + theirs, null);
        }
        return end;
    }

    /// One attempt, which comes to nothing if somebody lands at the same time.
    private void joined(Run run, Depot depot, Landing end, CommitId theirs) {
        settlement.mayJoin(run, depot, theirs);
        TreeId fork = depot.treeOf(depot.forkOf(theirs, end.commit()).orElseThrow());
        Merge merge =
                new Merger(depot).merge(fork, depot.treeOf(end.commit()), depot.treeOf(theirs));
        TreeId tree =
                switch (merge) {
                    case Merge.Clean(TreeId clean) -> clean;
                    case Merge.Conflict conflict -> settlement.settled(run, theirs, conflict);
                };
        CommitId commit = depot.merge(draft(run, end, tree, theirs), theirs);
        String pack = depots.uploadHistory(run.id(), depot, commit, end.commit());
        Landing landing =
                new Landing(end.position() + 1, commit, pack, Optional.empty(), clock.instant());
        if (trunk.append(run.id(), landing)) {
            consolidator.after(run.id(), landing.position());
        }
    }

    private CommitDraft draft(Run run, Landing end, TreeId tree, CommitId theirs) {
        String message =
                """
                Bring in %s of %s

                Shoal-Run: %s
                """
                        .formatted(
                                theirs.hex().substring(0, 12),
                                run.goal().source().target(),
                                run.id());
        return new CommitDraft(
                tree,
                end.commit(),
                "Shoal mirror",
                "mirror@shoal.invalid",
                clock.instant(),
                message);
    }
}
