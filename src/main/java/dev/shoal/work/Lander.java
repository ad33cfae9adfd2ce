package dev.shoal.work;

import dev.shoal.agent.AgentEnd;
import dev.shoal.run.Pause;
import dev.shoal.run.Role;
import dev.shoal.run.RunId;
import dev.shoal.run.Timed;
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
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Brings a finished tree onto the trunk: with others of this process ([Gathering]), or, if other
/// processes land there at the same time, with theirs ([LandTrain]). What does not merge is settled
/// first.
@ApplicationScoped
public class Lander {
    private static final int MOST_TRIES = 60;

    /// For the next leg of a worker whose time was up while it waited.
    private static final String NOTES =
            "The task is done and was verified; only landing was left. Finish the task again.";

    private static final int MOST_CONFLICTS = 10;

    private final Trunk trunk;
    private final Depots depots;
    private final Reconciler reconciler;
    private final Consolidator consolidator;
    private final Gathering gathering;
    private final LandTrain train;
    private final Surroundings world;

    public Lander(
            Trunk trunk,
            Depots depots,
            Reconciler reconciler,
            Consolidator consolidator,
            Gathering gathering,
            LandTrain train,
            Surroundings world) {
        this.trunk = trunk;
        this.depots = depots;
        this.reconciler = reconciler;
        this.consolidator = consolidator;
        this.gathering = gathering;
        this.train = train;
        this.world = world;
    }

    /// Lands `change`, or tells why not. Everything but landing and [Outcome.ClaimLost] leaves the
    /// task claimed.
    @Timed
    Outcome land(Job job, Change change) {
        LandingEvent event = new LandingEvent();
        event.begin();
        Outcome outcome = land(job, change, event);
        event.outcome = outcome.getClass().getSimpleName();
        event.commit();
        return outcome;
    }

    Outcome land(Job job, Change change, LandingEvent event) {
        Step step = new Step.Land(change);
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            switch (step) {
                case Step.Land(Change current) -> step = gathered(job, current, event);
                case Step.Settle(Change current) -> step = settled(job, current);
                case Step.Join(Change current, ReadyChange.Offer offer) ->
                        step = joined(train.ride(job, offer, event), current);
                case Step.Over(Outcome outcome) -> {
                    return outcome;
                }
            }
        }
        return new Outcome.NotSettled(
                new AgentEnd.Failed<>("not landed in %d tries".formatted(MOST_TRIES)));
    }

    /// What is to be done next.
    private sealed interface Step {
        record Land(Change change) implements Step {}

        /// It does not merge with the trunk, or the trunk has it.
        record Settle(Change change) implements Step {}

        /// Others are about to land; let it land with them.
        record Join(Change change, ReadyChange.Offer offer) implements Step {}

        record Over(Outcome outcome) implements Step {}
    }

    private Step gathered(Job job, Change change, LandingEvent event) {
        Depot depot = depots.of(job.run().id());
        CommitId commit = depot.commit(draft(job, change));
        ReadyChange.Offer here = offer(job, change, commit, "");
        return switch (gathering.land(job, here, event)) {
            case Gathering.Gathered.Landed(long position) -> {
                consolidator.after(job.run().id(), position);
                yield new Step.Over(new Outcome.Landed(position));
            }
            case Gathering.Gathered.InTow(long position) -> {
                consolidator.after(job.run().id(), position);
                yield new Step.Over(new Outcome.LandedInTow(position));
            }
            case Gathering.Gathered.ClaimLost lost -> new Step.Over(new Outcome.ClaimLost());
            case Gathering.Gathered.LeftAlone alone -> new Step.Settle(change);
            case Gathering.Gathered.Crowded crowded ->
                    new Step.Join(change, offer(job, change, commit, stored(job, change, commit)));
            case Gathering.Gathered.Overtaken(ReadyChange.Offer offer) ->
                    new Step.Join(change, offer);
            case Gathering.Gathered.TimeUp late -> timeUp();
        };
    }

    private String stored(Job job, Change change, CommitId commit) {
        RunId run = job.run().id();
        return depots.upload(run, depots.of(run), commit, Optional.of(change.base().commit()));
    }

    private Step settled(Job job, Change change) {
        Landing end = trunk.end(job.run().id());
        Depot depot = depots.at(job.run().id(), end);
        TreeId landed = depot.treeOf(end.commit());
        TreeId base = depot.treeOf(change.base().commit());
        return switch (new Merger(depot).merge(base, landed, change.tree())) {
            case Merge.Clean(TreeId tree) when tree.equals(landed) ->
                    new Step.Over(new Outcome.Unchanged());
            case Merge.Clean(TreeId tree) ->
                    new Step.Land(change.on(end, tree, change.conflicts()));
            case Merge.Conflict conflict ->
                    switch (settle(job, change, depot, end.commit(), conflict)) {
                        case AgentEnd.Finished<TreeId>(TreeId tree) ->
                                new Step.Land(change.on(end, tree, change.conflicts() + 1));
                        case AgentEnd<TreeId> other -> new Step.Over(new Outcome.NotSettled(other));
                    };
        };
    }

    private static Step joined(LandTrain.Ride ride, Change change) {
        return switch (ride) {
            case LandTrain.Ride.Landed(long position) ->
                    new Step.Over(new Outcome.Landed(position));
            case LandTrain.Ride.ClaimLost lost -> new Step.Over(new Outcome.ClaimLost());
            case LandTrain.Ride.LeftAlone alone -> new Step.Settle(change);
            case LandTrain.Ride.TimeUp late -> timeUp();
            case LandTrain.Ride.Stopped stopped -> unsettled(new AgentEnd.Stopped<>(NOTES));
        };
    }

    private static Step timeUp() {
        return unsettled(new AgentEnd.HandedOver<>(NOTES, Duration.ZERO));
    }

    private static Step unsettled(AgentEnd<TreeId> end) {
        return new Step.Over(new Outcome.NotSettled(end));
    }

    private AgentEnd<TreeId> settle(
            Job job, Change change, Depot depot, CommitId end, Merge.Conflict conflict) {
        if (change.conflicts() == MOST_CONFLICTS) {
            return new AgentEnd.Failed<>("in conflict with the trunk " + MOST_CONFLICTS + " times");
        }
        var since = new Reconciler.Since(change.base().commit(), end);
        return reconciler.settle(
                job,
                new Reconciler.Dispute(
                        change.conflicts() + 1, depot, conflict, since, change.handoff()));
    }

    private static ReadyChange.Offer offer(Job job, Change change, CommitId commit, String pack) {
        return new ReadyChange.Offer(
                commit, pack, change.handoff(), change.conflicts(), weight(job.task(), change));
    }

    /// Bytes, at most: three for a character, the handoff kept once more by its event.
    private static int weight(Task task, Change change) {
        String notes = task.checkpoint().map(Checkpoint::notes).orElse("");
        return 3 * (task.brief().instructions().length() + notes.length())
                + 6 * change.handoff().length();
    }

    CommitDraft draft(Job job, Change change) {
        String message =
                """
                %s

                Shoal-Run: %s
                Shoal-Task: %s
                Shoal-Model: %s
                """
                        .formatted(
                                subject(job.task().brief().title()),
                                job.run().id(),
                                job.task().id(),
                                job.run().goal().models().of(Role.WORKER));
        return new CommitDraft(
                change.tree(),
                change.base().commit(),
                "Shoal worker",
                "worker@shoal.invalid",
                world.clock().instant(),
                message);
    }

    private static String subject(String title) {
        String line = title.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? "Untitled task" : line;
    }

    /// A tree to land, where on the trunk it was made, what to tell the planner, and how often it
    /// was reconciled.
    record Change(Leg.Base base, TreeId tree, String handoff, int conflicts) {
        Change on(Landing end, TreeId merged, int reconciled) {
            return new Change(Leg.Base.of(end), merged, handoff, reconciled);
        }
    }

    /// The clock, chance and waiting, as injected.
    @Singleton
    public record Surroundings(InstantSource clock, RandomGenerator random, Pause pause) {}

    /// What became of a landing.
    public sealed interface Outcome {
        record Landed(long position) implements Outcome {}

        /// The same, but somebody else tells: a later change of the same plan landed with it.
        record LandedInTow(long position) implements Outcome {}

        /// The trunk already has all of it.
        record Unchanged() implements Outcome {}

        record ClaimLost() implements Outcome {}

        /// A conflict that the reconciler did not settle; `end` tells how it ended.
        record NotSettled(AgentEnd<TreeId> end) implements Outcome {}
    }
}
