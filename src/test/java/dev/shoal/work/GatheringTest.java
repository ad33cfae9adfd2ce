package dev.shoal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.contracts.Scene;
import dev.shoal.run.Progress;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Gathering.Gathered;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GatheringTest {
    @TempDir Path folder;

    private final List<FutureTask<Gathered>> others = new ArrayList<>();
    private Yard yard;
    private Runnable atTheEnd = () -> {};
    private Gathering gathering;

    @BeforeEach
    void aYard() {
        yard = new Yard(folder);
        gathering = yard.gathering(trunk(), yard.stores.readyChanges());
    }

    /// Something else happens, once, when somebody looks for the trunk's end.
    private Trunk trunk() {
        return trunk(
                () -> {
                    Runnable now = atTheEnd;
                    atTheEnd = () -> {};
                    now.run();
                },
                () -> {});
    }

    /// With what happens before and after each look for the trunk's end.
    private Trunk trunk(Runnable before, Runnable after) {
        Trunk real = yard.stores.trunk();
        return (Trunk)
                Proxy.newProxyInstance(
                        Trunk.class.getClassLoader(),
                        new Class<?>[] {Trunk.class},
                        (proxy, method, arguments) -> {
                            boolean isLook = method.getName().equals("end");
                            if (isLook) {
                                before.run();
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            } finally {
                                if (isLook) {
                                    after.run();
                                }
                            }
                        });
    }

    @Test
    void whoComesAloneLandsAlone() {
        assertThat(land(yard.job(), "a")).isEqualTo(new Gathered.Landed(1));

        assertThat(yard.text("a")).isEqualTo("a");
        assertThat(yard.landings()).extracting(Landing::together).containsExactly(1);
    }

    @Test
    void thoseWhoComeMeanwhileLandTogetherInOnePackAndTheLastOfThemTells() throws Exception {
        atTheEnd = () -> List.of("b", "c", "d").forEach(file -> comes(yard.job(), file));

        assertThat(land(yard.job(), "a")).isEqualTo(new Gathered.Landed(1));

        assertThat(results())
                .containsExactly(
                        new Gathered.InTow(2), new Gathered.InTow(3), new Gathered.Landed(4));
        assertThat(yard.landings()).extracting(Landing::together).containsExactly(1, 3, 3, 3);
        assertThat(yard.landings().stream().map(Landing::pack).distinct()).hasSize(2);
        assertThat(yard.text("a") + yard.text("b") + yard.text("c") + yard.text("d"))
                .isEqualTo("abcd");
        assertThat(yard.stores.runs().progress(yard.scene.run))
                .isEqualTo(new Progress(0, 0, 4, 0, 0, 0));
        assertThat(yard.scene.find(yard.planner.plan()).children().open()).isEmpty();
    }

    @Test
    void whatConflictsIsLeftToItsWorkerAndTheRestLands() throws Exception {
        atTheEnd =
                () -> {
                    comes(yard.job(), "same", "one");
                    comes(yard.job(), "same", "two");
                    comes(yard.job(), "c");
                };

        land(yard.job(), "a");

        assertThat(results())
                .containsExactly(
                        new Gathered.InTow(2), new Gathered.LeftAlone(), new Gathered.Landed(3));
        assertThat(yard.text("same") + yard.text("c")).isEqualTo("onec");
    }

    @Test
    void whoHasLostItsClaimLearnsItAndTheRestLands() throws Exception {
        Job late = yard.job(Duration.ofMinutes(40));
        yard.clock.advance(Scene.LEASE.plusSeconds(1));
        yard.scene.worker(late.task().id());
        atTheEnd =
                () -> {
                    comes(late, "late");
                    comes(yard.job(), "b");
                    comes(yard.job(), "c");
                };

        land(yard.job(), "a");

        assertThat(results())
                .containsExactly(
                        new Gathered.ClaimLost(), new Gathered.InTow(2), new Gathered.Landed(3));
    }

    @Test
    void aPositionThatAnotherProcessTookIsTriedAgain() throws Exception {
        LandingEvent event = new LandingEvent();
        ReadyChanges overtaken =
                new Overtaken(yard.stores.readyChanges(), () -> yard.landElsewhere("quick"));
        gathering = yard.gathering(trunk(), overtaken);
        atTheEnd = () -> List.of("b", "c").forEach(file -> comes(yard.job(), file, file, event));

        land(yard.job(), "a");

        assertThat(results()).containsExactly(new Gathered.InTow(3), new Gathered.Landed(4));
        assertThat(event.lostPositions).isEqualTo(1);
        assertThat(yard.text("quick") + yard.text("b")).isEqualTo("quickb");
    }

    @Test
    void whoIsAloneAndOvertakenHasItsChangeStored() {
        Trunk quickly = trunk(() -> {}, () -> yard.landElsewhere("quick"));
        Gathering late = yard.gathering(quickly, yard.stores.readyChanges());
        LandingEvent event = new LandingEvent();

        Gathered result = late.land(yard.job(), yard.offer("a", "a"), event);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Gathered.Overtaken.class,
                        overtaken -> assertThat(overtaken.offer().pack()).isNotEmpty());
        assertThat(event.lostPositions).isEqualTo(1);
    }

    @Test
    void whereOtherProcessesLandTogetherNobodyDisturbsThem() {
        Job job = yard.job();
        var end =
                new Landing(
                        1,
                        yard.seed.commit(),
                        "p",
                        Optional.of(job.task().id()),
                        yard.clock.instant(),
                        5);
        yard.stores.tasks().land(job.held(), end, "with others", 0);

        assertThat(land(yard.job(), "a")).isEqualTo(new Gathered.Crowded());
    }

    @Test
    void ifWhoeverLeadsComesToGriefTheOthersLookWhatBecameOfTheirs() throws Exception {
        ReadyChanges real = yard.stores.readyChanges();
        ReadyChanges failing =
                new Overtaken(
                        real,
                        () -> {
                            throw new TransientFault("no answer", null);
                        });
        gathering = yard.gathering(trunk(), failing);
        atTheEnd = () -> List.of("b", "c").forEach(file -> comes(yard.job(), file));

        land(yard.job(), "a");

        assertThatThrownBy(() -> others.getFirst().get()).hasRootCauseMessage("no answer");
        assertThat(others.getLast().get()).isEqualTo(new Gathered.LeftAlone());
        assertThat(land(yard.job(), "d")).isEqualTo(new Gathered.Landed(2));
    }

    @Test
    void ifItComesToGriefAfterTheWriteTheyHaveLanded() throws Exception {
        ReadyChanges real = yard.stores.readyChanges();
        gathering = yard.gathering(trunk(), new Unanswered(real));
        atTheEnd = () -> List.of("b", "c").forEach(file -> comes(yard.job(), file));

        land(yard.job(), "a");

        assertThatThrownBy(() -> others.getFirst().get()).hasRootCauseMessage("no answer");
        assertThat(others.getLast().get()).isEqualTo(new Gathered.Landed(3));
    }

    @Test
    void whoseTimeIsUpLeavesTheLine() throws Exception {
        Job late = yard.job(Duration.ofMillis(1));
        atTheEnd = () -> comes(late, "late");

        assertThat(land(yard.job(), "a")).isEqualTo(new Gathered.Landed(1));

        assertThat(results()).containsExactly(new Gathered.TimeUp());
        assertThat(yard.landings()).hasSize(1);
        assertThat(yard.scene.find(late.task().id()).state()).isInstanceOf(TaskState.Claimed.class);
    }

    @Test
    void allOfManyLandOnce() throws Exception {
        int workers = 60;
        atTheEnd =
                () -> {
                    for (int i = 0; i < workers; i++) {
                        comes(yard.job(), "file" + i);
                    }
                };

        land(yard.job(), "a");

        assertThat(results())
                .allMatch(r -> r instanceof Gathered.Landed || r instanceof Gathered.InTow);
        assertThat(yard.landings()).hasSize(workers + 1);
        for (int i = 0; i < workers; i++) {
            assertThat(yard.text("file" + i)).isEqualTo("file" + i);
        }
    }

    private Gathered land(Job job, String file) {
        return gathering.land(job, yard.offer(file, file), new LandingEvent());
    }

    private void comes(Job job, String file) {
        comes(job, file, file);
    }

    private void comes(Job job, String file, String text) {
        comes(job, file, text, new LandingEvent());
    }

    /// In a thread of its own; returns when it stands in line, or has its result.
    private void comes(Job job, String file, String text, LandingEvent event) {
        ReadyChange.Offer offer = yard.offer(file, text);
        FutureTask<Gathered> coming = new FutureTask<>(() -> gathering.land(job, offer, event));
        others.add(coming);
        Thread thread = Thread.ofPlatform().daemon().start(coming);
        while (!coming.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private List<Gathered> results() throws Exception {
        List<Gathered> results = new ArrayList<>();
        for (FutureTask<Gathered> other : others) {
            results.add(other.get());
        }
        return results;
    }
}
