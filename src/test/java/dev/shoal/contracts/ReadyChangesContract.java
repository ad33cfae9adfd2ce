package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.PlanId;
import dev.shoal.run.Progress;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.ReadyChange;
import dev.shoal.work.ReadyChanges;
import dev.shoal.work.ReadyChanges.Aboard;
import dev.shoal.work.ReadyChanges.Joint;
import dev.shoal.work.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class ReadyChangesContract {

    private Scene scene;
    private HeldPlan planner;
    private ReadyChanges ready;

    protected abstract Stores stores();

    @BeforeEach
    void aRun() {
        scene = Scene.running(stores());
        planner = scene.rootPlanner();
        ready = scene.stores.readyChanges();
    }

    @Test
    void nothingWaitsAtFirst() {
        assertThat(ready.front(scene.run)).isEmpty();
        assertThat(ready.oldest(scene.run)).isEmpty();
    }

    @Test
    void theLongestReadyStandsAtTheFrontWhoeverWasPublishedFirst() {
        ReadyChange younger = change("b", worker());
        ReadyChange older = change("a", worker());
        ready.publish(younger);
        ready.publish(older);

        assertThat(ready.front(scene.run)).contains(older);
        assertThat(ready.oldest(scene.run)).containsExactly(older, younger);
    }

    @Test
    void whatIsPublishedTwiceWaitsOnceAndWithdrawnTwiceIsGone() {
        ReadyChange change = change("a", worker());
        ready.publish(change);
        ready.publish(change);

        assertThat(ready.oldest(scene.run)).containsExactly(change);
        ready.withdraw(change);
        ready.withdraw(change);
        assertThat(ready.front(scene.run)).isEmpty();
    }

    @Test
    void allThatAreAboardLandInOrderEndTheirTasksAndCountDownTheirPlans() {
        HeldPlan other = scene.planner(subPlan());
        List<Held> workers = List.of(worker(), worker(), scene.worker(scene.task(other)), worker());
        List<Aboard> all = aboard(workers, 1);

        assertThat(ready.landAll(all)).isEqualTo(new Joint.Landed());

        assertThat(scene.stores.trunk().after(scene.run, 0, 10))
                .isEqualTo(all.stream().map(Aboard::landing).toList());
        assertThat(ready.front(scene.run)).isEmpty();
        for (Aboard each : all) {
            assertThat(scene.find(each.change().held().task()).state())
                    .isEqualTo(new TaskState.Landed(each.landing().position(), "did it"));
        }
        assertThat(scene.find(PlanId.root(1)).children().open())
                .containsExactly(other.plan().value());
        assertThat(scene.find(other.plan()).children().open()).isEmpty();
        assertThat(progress()).isEqualTo(new Progress(0, 0, 4, 0, 0, 4));
        assertThat(scene.eventKinds().stream().filter(kind -> kind.startsWith("task.landed")))
                .hasSize(4);
    }

    private PlanId subPlan() {
        return Scene.created(
                scene.stores.plans().addPlan(planner, new PlanBrief("a part", "plan it")));
    }

    @Test
    void oneThatLostItsClaimIsNamedAndNothingIsWritten() {
        Held late = worker();
        List<Aboard> all = aboard(List.of(worker(), late, worker()), 1);
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        Held now = scene.worker(late.task());

        assertThat(ready.landAll(all)).isEqualTo(new Joint.Refused(Set.of("change-1")));

        assertThat(scene.stores.trunk().end(scene.run).position()).isZero();
        assertThat(ready.oldest(scene.run)).hasSize(3);
        assertThat(scene.find(now.task()).state())
                .isEqualTo(new TaskState.Claimed(scene.lease(now.token())));
        assertThat(progress()).isEqualTo(new Progress(0, 3, 0, 0, 0, 0));
        assertThat(ready.landAll(moved(List.of(all.get(0), all.get(2)), 1)))
                .isEqualTo(new Joint.Landed());
    }

    @Test
    void oneThatWasWithdrawnIsNamedThoughItsClaimStands() {
        List<Aboard> all = aboard(List.of(worker(), worker()), 1);
        ready.withdraw(all.getFirst().change());

        assertThat(ready.landAll(all)).isEqualTo(new Joint.Refused(Set.of("change-0")));

        assertThat(progress()).isEqualTo(new Progress(0, 2, 0, 0, 0, 0));
    }

    @Test
    void aTakenPositionChangesNothing() {
        List<Aboard> all = aboard(List.of(worker(), worker()), 1);
        Held quick = worker();
        scene.stores.tasks().land(quick, scene.next(quick), "first", 0);

        assertThat(ready.landAll(all)).isEqualTo(new Joint.PositionTaken());

        assertThat(scene.stores.trunk().end(scene.run).task()).contains(quick.task());
        assertThat(ready.oldest(scene.run)).hasSize(2);
        assertThat(progress()).isEqualTo(new Progress(0, 2, 1, 0, 0, 0));
        assertThat(ready.landAll(moved(all, 2))).isEqualTo(new Joint.Landed());
    }

    @Test
    void aLostClaimWinsOverATakenPosition() {
        List<Aboard> all = aboard(List.of(worker()), 1);
        Held quick = worker();
        scene.stores.tasks().land(quick, scene.next(quick), "first", 0);
        ready.withdraw(all.getFirst().change());

        assertThat(ready.landAll(all)).isEqualTo(new Joint.Refused(Set.of("change-0")));
    }

    @Test
    void whatHasLandedIsRefusedWhenPublishedAgain() {
        List<Aboard> all = aboard(List.of(worker()), 1);
        ready.landAll(all);
        ready.publish(all.getFirst().change());

        assertThat(ready.landAll(moved(all, 2))).isEqualTo(new Joint.Refused(Set.of("change-0")));

        assertThat(scene.stores.trunk().end(scene.run).position()).isEqualTo(1);
        assertThat(progress()).isEqualTo(new Progress(0, 0, 1, 0, 0, 1));
    }

    @Test
    void ofManyWhoLandTheSameChangesOneDoes() {
        List<Aboard> all = aboard(List.of(worker(), worker(), worker()), 1);

        List<Joint> results = Together.all(8, i -> ready.landAll(all));

        assertThat(Collections.frequency(results, new Joint.Landed())).isEqualTo(1);
        assertThat(results)
                .filteredOn(Joint.Refused.class::isInstance)
                .containsOnly(new Joint.Refused(Set.of("change-0", "change-1", "change-2")))
                .hasSize(7);
        assertThat(progress()).isEqualTo(new Progress(0, 0, 3, 0, 0, 3));
    }

    @Test
    void aTrainAndAPlainLandingAtTheSamePositionDontBothLand() {
        List<Aboard> all = aboard(List.of(worker(), worker()), 1);
        Held alone = worker();
        Landing landing = scene.next(alone);

        List<Boolean> landed =
                Together.all(
                        2,
                        i ->
                                i == 0
                                        ? ready.landAll(all) instanceof Joint.Landed
                                        : scene.stores.tasks().land(alone, landing, "alone", 0)
                                                instanceof LandResult.Landed);

        assertThat(landed).containsOnlyOnce(true);
        long end = landed.getFirst() ? 2 : 1;
        assertThat(scene.stores.trunk().after(scene.run, 0, 10))
                .extracting(Landing::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, end).boxed().toList());
    }

    @Test
    void asManyAreOfferedAsOneLandingHolds() {
        List<Held> workers = new ArrayList<>();
        scene.tasks(planner, 40).forEach(task -> workers.add(scene.worker(task)));
        workers.forEach(worker -> ready.publish(change(worker.task().value(), worker)));

        List<ReadyChange> oldest = ready.oldest(scene.run);

        assertThat(oldest).hasSizeBetween(15, 25);
        assertThat(ready.landAll(aboard(oldest.stream().map(ReadyChange::held).toList(), 1)))
                .isEqualTo(new Joint.Landed());
        assertThat(scene.stores.trunk().end(scene.run).position()).isEqualTo(oldest.size());
    }

    @Test
    void whatIsNotPublishedLandsAsLongAsItsClaimStands() {
        Held late = worker();
        List<Aboard> all = new ArrayList<>();
        for (Held held : List.of(worker(), late, worker())) {
            ReadyChange known = change("change-" + all.size(), held);
            ReadyChange here = new ReadyChange(known.id(), held, known.offer(), known.at(), false);
            all.add(at(1 + all.size(), here));
        }
        scene.stores.tasks().release(late);

        assertThat(ready.landAll(all)).isEqualTo(new Joint.Refused(Set.of("change-1")));
        assertThat(ready.landAll(moved(List.of(all.get(0), all.get(2)), 1)))
                .isEqualTo(new Joint.Landed());

        assertThat(scene.stores.trunk().end(scene.run).position()).isEqualTo(2);
        assertThat(progress()).isEqualTo(new Progress(1, 0, 2, 0, 0, 2));
    }

    private Held worker() {
        return scene.worker(scene.task(planner));
    }

    private static ReadyChange change(String id, Held held) {
        return new ReadyChange(
                id,
                held,
                new ReadyChange.Offer(Scene.commit(9), "packs/a.pack", "did it", 1, 100),
                Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    /// Publishes a change of each and puts them at positions from `first` on.
    private List<Aboard> aboard(List<Held> workers, long first) {
        List<Aboard> all = new ArrayList<>();
        for (Held worker : workers) {
            ReadyChange change = change("change-" + all.size(), worker);
            ready.publish(change);
            all.add(at(first + all.size(), change));
        }
        return all;
    }

    /// The same changes, at other positions.
    private List<Aboard> moved(List<Aboard> all, long first) {
        List<Aboard> moved = new ArrayList<>();
        all.forEach(each -> moved.add(at(first + moved.size(), each.change())));
        return moved;
    }

    private Aboard at(long position, ReadyChange change) {
        TaskId task = change.held().task();
        return new Aboard(change, scene.landing(position, Optional.of(task)));
    }

    private Progress progress() {
        return scene.stores.runs().progress(scene.run);
    }
}
