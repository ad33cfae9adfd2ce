package dev.shoal.work;

import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.ReadyChange.Offer;
import dev.shoal.work.ReadyChanges.Aboard;
import dev.shoal.work.ReadyChanges.Joint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Landing, for the workers of one process: they don't compete with each other. The first to come
/// lands alone; those that come meanwhile are landed by one of them in one transaction, with one
/// pack. No call is spent on waiting. With other processes it competes for the position, and the
/// transaction decides. A function that has its process for itself always comes first.
@ApplicationScoped
public class Gathering {
    /// How often some who land together may lose their position before they give way.
    private static final int MOST_TRIES = 8;

    private static final Duration WAIT = Duration.ofMillis(50);

    private final Trunk trunk;
    private final Depots depots;
    private final Tasks tasks;
    private final ReadyChanges ready;
    private final LandTrain train;
    private final LandTrain.Station station;
    private final ConcurrentHashMap<RunId, Crowd> crowds = new ConcurrentHashMap<>();

    public Gathering(
            Trunk trunk,
            Depots depots,
            Tasks tasks,
            ReadyChanges ready,
            LandTrain train,
            LandTrain.Station station) {
        this.trunk = trunk;
        this.depots = depots;
        this.tasks = tasks;
        this.ready = ready;
        this.train = train;
        this.station = station;
    }

    /// What became of a change.
    sealed interface Gathered {
        record Landed(long position) implements Gathered {}

        /// Landed, and so has, with it, a later one of the same plan, whose worker tells the plan.
        record InTow(long position) implements Gathered {}

        record ClaimLost() implements Gathered {}

        /// It conflicts with the trunk, or the trunk has it all: for its own worker to settle.
        record LeftAlone() implements Gathered {}

        /// Other processes land here just now.
        record Crowded() implements Gathered {}

        /// The same, and the change is stored already, on a newer landing.
        record Overtaken(Offer offer) implements Gathered {}

        record TimeUp() implements Gathered {}
    }

    /// Lands a change whose commit is in this process's depot, alone or with others. Adds to the
    /// event's lost positions.
    Gathered land(Job job, Offer offer, LandingEvent event) {
        var change =
                new ReadyChange(
                        station.ids().next(),
                        job.held(),
                        offer,
                        station.world().clock().instant(),
                        false);
        Crowd crowd = crowds.computeIfAbsent(job.run().id(), run -> new Crowd());
        Crowd.Place mine = crowd.join(change);
        Duration time =
                Duration.between(change.at(), job.deadline()).minus(LandTrain.reserve(job, change));
        return switch (crowd.await(mine, time)) {
            case Crowd.Turn.Lead lead -> resolved(job, change, lead(crowd, mine, event));
            case Crowd.Turn.Over(Gathered result) -> result;
            case Crowd.Turn.Unsure unsure -> resolved(job, change, unsure);
            case Crowd.Turn.Left left -> new Gathered.TimeUp();
        };
    }

    private Gathered resolved(Job job, ReadyChange change, Crowd.Turn turn) {
        if (turn instanceof Crowd.Turn.Over(Gathered result)) {
            return result;
        }
        return switch (train.fate(change, new LandTrain.Ride.LeftAlone())) {
            case LandTrain.Ride.Landed(long position) -> new Gathered.Landed(position);
            case LandTrain.Ride.ClaimLost lost -> new Gathered.ClaimLost();
            case LandTrain.Ride.LeftAlone alone -> new Gathered.LeftAlone();
            case LandTrain.Ride.TimeUp t ->
                    throw new IllegalStateException("rode no train: " + job);
            case LandTrain.Ride.Stopped s -> throw new IllegalStateException("rode none: " + job);
        };
    }

    /// Lands those that wait, until `mine` is among them.
    private Crowd.Turn lead(Crowd crowd, Crowd.Place mine, LandingEvent event) {
        try {
            for (int lost = 0; mine.waits(); ) {
                boolean taken = land(crowd, next(crowd), lost >= MOST_TRIES);
                if (taken) {
                    lost++;
                    event.lostPositions++;
                    station.world().pause().of(jitter());
                }
            }
            return mine.turn();
        } finally {
            crowd.passOn(mine);
        }
    }

    private List<ReadyChange> next(Crowd crowd) {
        return crowd.board(ready.fitting(crowd.line()));
    }

    private Duration jitter() {
        return Duration.ofMillis(station.world().random().nextLong(WAIT.toMillis()));
    }

    /// True if the position was taken by another process. Whoever is not over then waits again.
    private boolean land(Crowd crowd, List<ReadyChange> all, boolean tired) {
        RunId run = all.getFirst().run();
        Landing end = trunk.end(run);
        if (tired || (train.isCrowded(end) && !crowd.isOwn(end))) {
            crowd.over(all, change -> new Gathered.Crowded());
            return false;
        }
        var now = station.world().clock().instant();
        var coupled = new Coupling(depots, depots.at(run, end), end, now).couple(all);
        crowd.over(coupled.left(), change -> new Gathered.LeftAlone());
        List<Aboard> aboard = coupled.aboard();
        if (aboard.isEmpty()) {
            return false;
        }
        return all.size() == 1 ? alone(crowd, aboard.getFirst()) : together(crowd, aboard);
    }

    private boolean alone(Crowd crowd, Aboard one) {
        ReadyChange change = one.change();
        Offer offer = change.offer();
        LandResult result =
                tasks.land(change.held(), one.landing(), offer.handoff(), offer.conflicts());
        crowd.over(List.of(change), c -> result(result, one));
        return result instanceof LandResult.PositionTaken;
    }

    private static Gathered result(LandResult result, Aboard one) {
        return switch (result) {
            case LandResult.Landed(long position) -> new Gathered.Landed(position);
            case LandResult.ClaimLost lost -> new Gathered.ClaimLost();
            case LandResult.PositionTaken taken -> new Gathered.Overtaken(stored(one));
        };
    }

    private static Offer stored(Aboard one) {
        Offer offer = one.change().offer();
        Landing landing = one.landing();
        return new Offer(
                landing.commit(),
                landing.pack(),
                offer.handoff(),
                offer.conflicts(),
                offer.weight());
    }

    private boolean together(Crowd crowd, List<Aboard> all) {
        switch (ready.landAll(all)) {
            case Joint.Landed landed -> {
                crowd.landed(all.getLast().landing());
                Set<String> telling = telling(all);
                all.forEach(each -> crowd.over(List.of(each.change()), c -> landed(each, telling)));
            }
            case Joint.PositionTaken taken -> {
                crowd.again(changes(all));
                return true;
            }
            case Joint.Refused(Set<String> ids) -> {
                crowd.unsure(changes(all).stream().filter(c -> ids.contains(c.id())).toList());
                crowd.again(changes(all).stream().filter(c -> !ids.contains(c.id())).toList());
            }
        }
        return false;
    }

    private static List<ReadyChange> changes(List<Aboard> all) {
        return all.stream().map(Aboard::change).toList();
    }

    private static Gathered landed(Aboard each, Set<String> telling) {
        long position = each.landing().position();
        return telling.contains(each.change().id())
                ? new Gathered.Landed(position)
                : new Gathered.InTow(position);
    }

    /// The last one of each plan tells it; if its worker is killed before, its message comes again.
    private static Set<String> telling(List<Aboard> all) {
        Set<PlanId> told = new HashSet<>();
        return changes(all).reversed().stream()
                .filter(change -> told.add(change.held().task().plan()))
                .map(ReadyChange::id)
                .collect(Collectors.toSet());
    }
}
