package dev.shoal.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.contracts.Scene;
import dev.shoal.contracts.TestClock;
import dev.shoal.memory.MemoryStores;
import dev.shoal.run.Progress;
import dev.shoal.run.RunState;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Scratch;
import dev.shoal.work.LandTrain.Ride;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandTrainTest {

    @TempDir Path folder;

    private Yard yard;
    private MemoryStores stores;
    private TestClock clock;
    private Scene scene;

    @BeforeEach
    void aYard() {
        yard = new Yard(folder);
        stores = yard.stores;
        clock = yard.clock;
        scene = yard.scene;
    }

    @Test
    void whoWaitsAloneLandsAlone() {
        assertThat(ride(job(worker()), "a")).isEqualTo(new Ride.Landed(1));

        assertThat(landings()).extracting(Landing::together).containsExactly(1);
        assertThat(text("a")).isEqualTo("a");
    }

    @Test
    void theOneAtTheFrontLandsAllThatWait() {
        Held first = worker();
        ReadyChange second = waiting("z1", worker(), offer("b", "b"));
        ReadyChange third = waiting("z2", worker(), offer("c", "c"));

        assertThat(ride(job(first), "a")).isEqualTo(new Ride.Landed(1));

        assertThat(landings())
                .extracting(landing -> landing.task().orElseThrow())
                .containsExactly(first.task(), second.held().task(), third.held().task());
        assertThat(landings()).extracting(Landing::position).containsExactly(1L, 2L, 3L);
        assertThat(landings()).extracting(Landing::together).containsOnly(3);
        assertThat(landings()).extracting(Landing::pack).containsOnly(landings().getFirst().pack());
        assertThat(List.of(text("a"), text("b"), text("c"))).containsExactly("a", "b", "c");
    }

    @Test
    void aNewcomerFindsAllThatLandedTogetherInTheirOnePack() {
        waiting(worker(), "a");
        waiting(worker(), "b");
        ride(job(worker()), "c");

        Depots elsewhere =
                new Depots(
                        stores.trunk(), stores.packs(), new Scratch(folder.resolve("elsewhere")));
        Landing end = stores.trunk().end(scene.run);
        Depot fresh = elsewhere.at(scene.run, end);

        for (Landing landing : landings()) {
            assertThat(fresh.parentOf(landing.commit()))
                    .contains(at(landing.position() - 1).commit());
        }
        assertThat(
                        Yard.text(fresh, end, "a")
                                + Yard.text(fresh, end, "b")
                                + Yard.text(fresh, end, "c"))
                .isEqualTo("abc");
    }

    @Test
    void whatConflictsIsLeftToItsOwnWorker() {
        Held first = worker();
        ReadyChange front = waiting("0", first, offer("same", "one"));
        ReadyChange other = waiting("1", worker(), offer("same", "two"));

        assertThat(ride(job(worker()), "c")).isInstanceOf(Ride.Landed.class);

        assertThat(text("same")).isEqualTo("one");
        assertThat(stores.readyChanges().front(scene.run)).isEmpty();
        assertThat(scene.find(front.held().task()).state()).isInstanceOf(TaskState.Landed.class);
        assertThat(scene.find(other.held().task()).state()).isInstanceOf(TaskState.Claimed.class);
        assertThat(
                        train(stores.readyChanges())
                                .ride(job(other.held()), other.offer(), new LandingEvent()))
                .isEqualTo(new Ride.LeftAlone());
    }

    @Test
    void oneThatDiedAtTheFrontCostsThePatienceOfWhoeverIsNext() {
        ReadyChange dead = waiting("0", worker(), offer("dead", "dead"));
        var begun = clock.instant();

        assertThat(ride(job(worker()), "b")).isEqualTo(new Ride.Landed(2));

        assertThat(scene.find(dead.held().task()).state())
                .isEqualTo(new TaskState.Landed(1, "did it"));
        assertThat(Duration.between(begun, clock.instant())).isBetween(ofSeconds(2), ofSeconds(6));
    }

    private static Duration ofSeconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void oneThatDiedAndWasReplacedIsPutAside() {
        ReadyChange dead = waiting("0", worker(), offer("dead", "dead"));
        clock.advance(Scene.LEASE.plusSeconds(1));
        Held next = scene.worker(dead.held().task());

        assertThat(ride(job(worker()), "b")).isEqualTo(new Ride.Landed(1));

        assertThat(stores.readyChanges().front(scene.run)).isEmpty();
        assertThat(scene.find(next.task()).state())
                .isInstanceOfSatisfying(
                        TaskState.Claimed.class,
                        claimed -> assertThat(claimed.lease().token()).isEqualTo(next.token()));
    }

    @Test
    void aPackThatIsMissingKeepsNobodyElse() {
        Held broken = worker();
        waiting("0", broken, new ReadyChange.Offer(Scene.commit(77), "runs/none.pack", "", 0, 0));

        assertThat(ride(job(worker()), "b")).isEqualTo(new Ride.Landed(1));

        assertThat(scene.find(broken.task()).state()).isInstanceOf(TaskState.Claimed.class);
    }

    @Test
    void whoHasNoTimeLeftWithdraws() {
        waiting("0", worker(), offer("front", "x"));
        Job late = job(worker(), Duration.ofSeconds(1));

        assertThat(ride(late, "b")).isEqualTo(new Ride.TimeUp());

        assertThat(stores.readyChanges().oldest(scene.run)).hasSize(1);
        assertThat(scene.find(late.task().id()).state()).isInstanceOf(TaskState.Claimed.class);
    }

    @Test
    void whoHasShortInvocationsWaitsForMostOfTheTimeThatIsLeft() {
        waiting("0", worker(), offer("front", "x"));
        Job brief = job(worker(), Duration.ofSeconds(10));

        assertThat(ride(brief, "b")).isEqualTo(new Ride.Landed(2));
    }

    @Test
    void whoseRunWasStoppedWithdraws() {
        waiting("0", worker(), offer("front", "x"));
        Job job = job(worker());
        stores.runs()
                .end(scene.run, new RunState.Ended(RunState.Outcome.STOPPED, clock.instant(), "s"));

        assertThat(ride(job, "b")).isEqualTo(new Ride.Stopped());

        assertThat(stores.readyChanges().oldest(scene.run)).hasSize(1);
    }

    @Test
    void whoLostItsClaimMeanwhileLearnsIt() {
        Job job = job(worker());
        clock.advance(Scene.LEASE.plusSeconds(1));
        scene.worker(job.task().id());

        assertThat(ride(job, "b")).isEqualTo(new Ride.ClaimLost());

        assertThat(landings()).isEmpty();
        assertThat(stores.readyChanges().front(scene.run)).isEmpty();
    }

    @Test
    void aTrainWhosePositionWasTakenRunsAgain() {
        Held quick = worker();
        ReadyChange.Offer offer = offer("quick", "q");
        LandingEvent event = new LandingEvent();
        ReadyChanges overtaken =
                new Overtaken(
                        stores.readyChanges(),
                        () ->
                                stores.tasks()
                                        .land(
                                                quick,
                                                new Landing(
                                                        1,
                                                        offer.commit(),
                                                        offer.pack(),
                                                        Optional.of(quick.task()),
                                                        clock.instant()),
                                                "quick",
                                                0));

        assertThat(train(overtaken).ride(job(worker()), offer("b", "b"), event))
                .isEqualTo(new Ride.Landed(2));

        assertThat(event.lostPositions).isEqualTo(1);
        assertThat(text("quick") + text("b")).isEqualTo("qb");
    }

    @Test
    void allOfManyLandOnceInLineAndNoneIsLost() throws Exception {
        int workers = 30;
        List<Job> jobs = IntStream.range(0, workers).mapToObj(i -> job(worker())).toList();
        List<Callable<Ride>> rides = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int number = i;
            rides.add(() -> ride(jobs.get(number), "file" + number));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Ride> ride : threads.invokeAll(rides)) {
                assertThat(ride.get()).isInstanceOf(Ride.Landed.class);
            }
        }

        assertThat(landings())
                .extracting(Landing::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, workers).boxed().toList());
        for (Landing landing : landings()) {
            assertThat(yard.depot.parentOf(landing.commit()))
                    .contains(at(landing.position() - 1).commit());
        }
        for (int i = 0; i < workers; i++) {
            assertThat(text("file" + i)).isEqualTo("file" + i);
        }
        assertThat(stores.runs().progress(scene.run))
                .isEqualTo(new Progress(0, 0, workers, 0, 0, 0));
    }

    private Held worker() {
        return yard.worker();
    }

    private Job job(Held held) {
        return job(held, Scene.LEASE);
    }

    private Job job(Held held, Duration time) {
        return yard.job(held, time);
    }

    /// A change that adds the file with its name as content.
    private Ride ride(Job job, String file) {
        return train(stores.readyChanges()).ride(job, offer(file, file), new LandingEvent());
    }

    private LandTrain train(ReadyChanges ready) {
        return yard.train(ready, this::pause);
    }

    /// Time passes only while somebody waits.
    private void pause(Duration time) {
        clock.advance(time.dividedBy(10));
        LockSupport.parkNanos(1);
    }

    private ReadyChange waiting(Held held, String file) {
        return waiting(yard.ids.next(), held, offer(file, file));
    }

    private ReadyChange waiting(String id, Held held, ReadyChange.Offer offer) {
        ReadyChange change = new ReadyChange(id, held, offer, clock.instant());
        stores.readyChanges().publish(change);
        return change;
    }

    /// On the seed, as of a worker that began before all others, with its pack.
    private ReadyChange.Offer offer(String file, String text) {
        ReadyChange.Offer made = yard.offer(file, text);
        Optional<CommitId> have = Optional.of(yard.seed.commit());
        String pack = yard.depots.upload(scene.run, yard.depot, made.commit(), have);
        return new ReadyChange.Offer(
                made.commit(), pack, made.handoff(), made.conflicts(), made.weight());
    }

    private List<Landing> landings() {
        return yard.landings();
    }

    private Landing at(long position) {
        return stores.trunk().after(scene.run, position - 1, 1).getFirst();
    }

    private String text(String file) {
        return yard.text(file);
    }
}
