package dev.shoal.work;

import dev.shoal.contracts.Stores;
import dev.shoal.run.Ids;
import dev.shoal.run.Run;
import dev.shoal.run.RunWatch;
import dev.shoal.run.TimeOrderedIds;
import dev.shoal.trunk.Consolidator;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.TreeId;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// The lander as workers have it, over the given stores, in real time. Nothing that it is given to
/// land may conflict, for there is nobody to reconcile it.
public final class RealLander {

    private static final Clock CLOCK = Clock.systemUTC();

    private final Stores looks;
    private final Lander lander;

    /// Lands on `stores`; what a worker knows already is looked up in `looks`.
    public RealLander(Stores looks, Stores stores, Depots depots) {
        this.looks = looks;
        var world =
                new Lander.Surroundings(
                        CLOCK, new Random(), time -> LockSupport.parkNanos(time.toNanos()));
        Ids ids = new TimeOrderedIds(CLOCK, new Random());
        Consolidator consolidator = new Consolidator(stores.trunk(), depots);
        var watch = new RunWatch(stores.runs(), CLOCK);
        var station = new LandTrain.Station(watch, ids, world);
        var train =
                new LandTrain(
                        stores.readyChanges(),
                        stores.trunk(),
                        depots,
                        stores.tasks(),
                        consolidator,
                        station);
        var gathering =
                new Gathering(
                        stores.trunk(),
                        depots,
                        stores.tasks(),
                        stores.readyChanges(),
                        train,
                        station);
        lander = new Lander(stores.trunk(), depots, null, consolidator, gathering, train, world);
    }

    /// Lands a tree that was made on `base`; how often it lost its position.
    public int land(Held held, Landing base, TreeId tree) {
        Run run = looks.runs().find(held.run()).orElseThrow();
        Task task = looks.tasks().find(held.run(), held.task()).orElseThrow();
        Job job = new Job(run, task, held, CLOCK.instant().plus(Duration.ofMinutes(15)));
        LandingEvent event = new LandingEvent();
        var change = new Lander.Change(Leg.Base.of(base), tree, "did it", 0);
        Lander.Outcome outcome = lander.land(job, change, event);
        if (outcome instanceof Lander.Outcome.Landed
                || outcome instanceof Lander.Outcome.LandedInTow) {
            return event.lostPositions;
        }
        throw new IllegalStateException("not landed: " + held.task() + ": " + outcome);
    }
}
