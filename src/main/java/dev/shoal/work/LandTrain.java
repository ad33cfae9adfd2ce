package dev.shoal.work;

import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.RunId;
import dev.shoal.run.RunWatch;
import dev.shoal.trunk.Consolidator;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.ReadyChanges.Aboard;
import dev.shoal.work.ReadyChanges.Joint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Landing when too many want to. Each publishes its change; the one that has been ready for
/// longest lands all that still merge in one transaction, and the others find themselves landed.
/// There is no leader to elect and no lock to lose: whoever is at the front acts, and if it does
/// not, somebody else does after some patience. Two who act at once get in each other's way, never
/// in the trunk's. See ADR 4.
@ApplicationScoped
public class LandTrain {
    /// How long the one at the front may take before somebody else acts in its place.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /// What is left of an invocation when it gives up waiting: time for a checkpoint.
    private static final Duration USUAL_RESERVE = Duration.ofSeconds(15);

    /// As a part of what was left when it began to wait. Else whoever has short invocations would
    /// leave before its turn comes, again and again.
    private static final int SHARE = 4;

    /// How long after a joint landing newcomers still take the trunk to be crowded. Clocks may
    /// differ: too long costs a newcomer two calls, too short costs a train its position.
    private static final Duration CROWDED = Duration.ofMillis(1_500);

    private static final int CROWD = 3;

    private final ReadyChanges ready;
    private final Trunk trunk;
    private final Depots depots;
    private final Tasks tasks;
    private final Consolidator consolidator;
    private final Station station;

    public LandTrain(
            ReadyChanges ready,
            Trunk trunk,
            Depots depots,
            Tasks tasks,
            Consolidator consolidator,
            Station station) {
        this.ready = ready;
        this.trunk = trunk;
        this.depots = depots;
        this.tasks = tasks;
        this.consolidator = consolidator;
        this.station = station;
    }

    /// What it needs of the world around.
    @Singleton
    public record Station(RunWatch watch, Ids ids, Lander.Surroundings world) {}

    /// How a ride ended.
    sealed interface Ride {
        record Landed(long position) implements Ride {}

        record ClaimLost() implements Ride {}

        /// It conflicts with the trunk, or the trunk has it all: for its own worker to settle.
        record LeftAlone() implements Ride {}

        record TimeUp() implements Ride {}

        record Stopped() implements Ride {}
    }

    /// True if others land together just now, so that one who lands alone would only disturb.
    boolean isCrowded(Landing end) {
        return end.together() >= CROWD && end.at().plus(CROWDED).isAfter(now());
    }

    /// Waits until the change has landed, or can't. Adds to the event's lost positions.
    Ride ride(Job job, ReadyChange.Offer offer, LandingEvent event) {
        ReadyChange mine = new ReadyChange(station.ids().next(), job.held(), offer, now());
        ready.publish(mine);
        Sight seen = new Sight(mine, now());
        while (true) {
            Optional<ReadyChange> front = ready.front(job.run().id());
            if (front.isEmpty() || mine.wasReadyBefore(front.get())) {
                return fate(mine, new Ride.LeftAlone());
            }
            seen = seen.or(front.get(), now());
            if (isMyTurn(mine, seen)) {
                Optional<Ride> landed = lead(mine, event);
                if (landed.isPresent()) {
                    return landed.get();
                }
                seen = new Sight(mine, now());
            } else if (mustLeave(job, mine, seen)) {
                ready.withdraw(mine);
                boolean running = station.watch().isRunning(job.run().id());
                return fate(mine, running ? new Ride.TimeUp() : new Ride.Stopped());
            } else {
                station.world().pause().of(wait(mine, seen.front()));
            }
        }
    }

    /// Who is at the front, and since when it was seen there.
    private record Sight(ReadyChange front, Instant since) {
        Sight or(ReadyChange now, Instant at) {
            return now.id().equals(front.id()) ? this : new Sight(now, at);
        }
    }

    /// The patience of those behind is staggered by how much later they were ready.
    private boolean isMyTurn(ReadyChange mine, Sight seen) {
        Duration patience = PATIENCE.plus(between(gap(mine, seen.front()).dividedBy(2)));
        return seen.front().id().equals(mine.id()) || !now().isBefore(seen.since().plus(patience));
    }

    private boolean mustLeave(Job job, ReadyChange mine, Sight seen) {
        Instant back = now().plus(wait(mine, seen.front())).plus(reserve(job, mine));
        return back.isAfter(job.deadline()) || !station.watch().isRunning(job.run().id());
    }

    static Duration reserve(Job job, ReadyChange mine) {
        Duration part = Duration.between(mine.at(), job.deadline()).dividedBy(SHARE);
        return part.compareTo(USUAL_RESERVE) < 0 ? part : USUAL_RESERVE;
    }

    /// Where all advance at the same pace, the one behind gets to the front as much later as it was
    /// ready later.
    private Duration wait(ReadyChange mine, ReadyChange front) {
        long millis = between(gap(mine, front)).toMillis();
        return Duration.ofMillis(station.world().random().nextLong(millis * 3 / 4, millis + 1));
    }

    private static Duration gap(ReadyChange mine, ReadyChange front) {
        return Duration.between(front.at(), mine.at());
    }

    private static Duration between(Duration wanted) {
        Duration some = wanted.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wanted;
        return some.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : some;
    }

    /// Lands those at the front. Tells where `mine` has landed, if it has.
    private Optional<Ride> lead(ReadyChange mine, LandingEvent event) {
        RunId run = mine.run();
        Landing end = trunk.end(run);
        var train = new Coupling(depots, depots.at(run, end), end, now()).couple(ready.oldest(run));
        train.left().forEach(ready::withdraw);
        if (train.aboard().isEmpty()) {
            return Optional.empty();
        }
        switch (ready.landAll(train.aboard())) {
            case Joint.Landed landed -> {
                train.aboard().forEach(a -> consolidator.after(run, a.landing().position()));
                return landed(train.aboard(), mine);
            }
            case Joint.PositionTaken taken -> {
                event.lostPositions++;
                station.world().pause().of(SHORTEST_WAIT);
            }
            case Joint.Refused(Set<String> ids) ->
                    changes(train.aboard(), ids).forEach(ready::withdraw);
        }
        return Optional.empty();
    }

    private static Optional<Ride> landed(List<Aboard> aboard, ReadyChange mine) {
        return aboard.stream()
                .filter(each -> each.change().id().equals(mine.id()))
                .<Ride>map(each -> new Ride.Landed(each.landing().position()))
                .findFirst();
    }

    private static List<ReadyChange> changes(List<Aboard> aboard, Set<String> ids) {
        return aboard.stream().map(Aboard::change).filter(c -> ids.contains(c.id())).toList();
    }

    /// What became of a change that does not wait any more: `held` if its task is still claimed.
    Ride fate(ReadyChange mine, Ride held) {
        Optional<TaskState> state =
                tasks.find(mine.run(), mine.held().task()).map(task -> task.state());
        if (state.isEmpty()) {
            return new Ride.ClaimLost();
        }
        return switch (state.get()) {
            case TaskState.Landed landed -> new Ride.Landed(landed.position());
            case TaskState.Claimed(Lease lease) when lease.token().equals(mine.held().token()) ->
                    held;
            case TaskState other -> new Ride.ClaimLost();
        };
    }

    private Instant now() {
        return station.world().clock().instant();
    }
}
