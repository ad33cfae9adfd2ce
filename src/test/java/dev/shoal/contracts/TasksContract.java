package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.PlanId;
import dev.shoal.run.Progress;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class TasksContract {

    private static final Checkpoint CHECKPOINT =
            new Checkpoint(Scene.commit(7), 0, "packs/x", "half done");

    private Scene scene;
    private HeldPlan planner;
    private TaskId task;

    protected abstract Stores stores();

    @BeforeEach
    void aRunWithOneTask() {
        scene = Scene.running(stores());
        planner = scene.rootPlanner();
        task = scene.task(planner);
    }

    @Test
    void aCreatedTaskIsReady() {
        assertThat(scene.find(task))
                .isEqualTo(
                        new Task(
                                task,
                                Scene.brief("a task"),
                                0,
                                0,
                                Optional.empty(),
                                List.of(),
                                new TaskState.Ready()));
    }

    @Test
    void anUnknownTaskIsNotFoundAndCannotBeClaimed() {
        TaskId unknown = new TaskId("c1.1-99");

        assertThat(scene.stores.tasks().find(scene.run, unknown)).isEmpty();
        assertThat(scene.claim(unknown, "t")).isEqualTo(new Claim.Gone<>());
    }

    @Test
    void aClaimCountsAnAttemptAndHoldsTheTask() {
        Claim<Task> claim = scene.claim(task, "t1");

        Task claimed =
                new Task(
                        task,
                        Scene.brief("a task"),
                        1,
                        0,
                        Optional.empty(),
                        List.of(),
                        new TaskState.Claimed(scene.lease("t1")));
        assertThat(claim).isEqualTo(new Claim.Won<>(claimed));
        assertThat(scene.find(task)).isEqualTo(claimed);
        assertThat(progress()).isEqualTo(new Progress(0, 1, 0, 0, 0, 0));
    }

    @Test
    void aHeldTaskIsLostToOthersUntilItsLeaseEnds() {
        scene.claim(task, "t1");

        assertThat(scene.claim(task, "t2")).isEqualTo(new Claim.Lost<>(scene.lease("t1").until()));
        scene.stores.clock().advance(Scene.LEASE);
        assertThat(scene.claim(task, "t2")).isInstanceOf(Claim.Lost.class);
        assertThat(scene.find(task).attempt()).isEqualTo(1);
    }

    @Test
    void aClaimRepeatedByItsHolderIsStillItsOwn() {
        Claim<Task> first = scene.claim(task, "t1");

        assertThat(scene.claim(task, "t1")).isEqualTo(first);
        assertThat(progress()).isEqualTo(new Progress(0, 1, 0, 0, 0, 0));
    }

    @Test
    void anExpiredLeaseIsTakenOverAndCostsAnAttempt() {
        scene.claim(task, "t1");
        scene.stores.clock().advance(Scene.LEASE.plusNanos(1));

        assertThat(scene.claim(task, "t2")).isInstanceOf(Claim.Won.class);
        assertThat(scene.find(task).attempt()).isEqualTo(2);
        assertThat(progress()).isEqualTo(new Progress(0, 1, 0, 0, 0, 0));
    }

    @Test
    void aTaskClaimedByManyWorkersIsWonOnce() {
        List<Claim<Task>> claims = Together.all(24, worker -> scene.claim(task, "t" + worker));

        assertThat(claims).filteredOn(Claim.Won.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Lost.class::isInstance).hasSize(23);
        assertThat(scene.find(task).attempt()).isEqualTo(1);
        assertThat(progress()).isEqualTo(new Progress(0, 1, 0, 0, 0, 0));
    }

    @Test
    void anExpiredTaskClaimedByManyWorkersIsWonOnce() {
        scene.claim(task, "old");
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));

        List<Claim<Task>> claims = Together.all(24, worker -> scene.claim(task, "t" + worker));

        assertThat(claims).filteredOn(Claim.Won.class::isInstance).hasSize(1);
        assertThat(scene.find(task).attempt()).isEqualTo(2);
    }

    @Test
    void landingPutsTheCommitOnTheTrunkEndsTheTaskAndCountsDownItsPlan() {
        Held held = scene.worker(task);
        Landing landing = scene.next(held);

        assertThat(scene.stores.tasks().land(held, landing, "did it", 2))
                .isEqualTo(new LandResult.Landed(1));

        assertThat(scene.stores.trunk().end(scene.run)).isEqualTo(landing);
        assertThat(scene.find(task).state()).isEqualTo(new TaskState.Landed(1, "did it"));
        assertThat(scene.find(PlanId.root(1)).children().open()).isEmpty();
        assertThat(progress()).isEqualTo(new Progress(0, 0, 1, 0, 0, 2));
        assertThat(scene.eventKinds()).endsWith("task.created " + task, "task.landed " + task);
    }

    @Test
    void aLandingOnATakenPositionChangesNothing() {
        Held held = scene.worker(task);
        Held other = scene.worker(scene.task(planner));
        Landing landing = scene.next(held);
        scene.stores.tasks().land(other, scene.next(other), "first", 0);

        assertThat(scene.stores.tasks().land(held, landing, "second", 0))
                .isEqualTo(new LandResult.PositionTaken());

        assertThat(scene.find(task).state()).isInstanceOf(TaskState.Claimed.class);
        assertThat(scene.stores.trunk().end(scene.run).task()).contains(other.task());
        assertThat(scene.find(PlanId.root(1)).children().open()).containsExactly(task.value());
        assertThat(progress()).isEqualTo(new Progress(0, 1, 1, 0, 0, 0));
    }

    @Test
    void ofManyLandingsAtOnePositionOneWins() {
        List<Held> workers = new ArrayList<>();
        scene.tasks(planner, 12).forEach(id -> workers.add(scene.worker(id)));

        List<LandResult> results =
                Together.all(
                        12,
                        i ->
                                scene.stores
                                        .tasks()
                                        .land(
                                                workers.get(i),
                                                scene.landing(
                                                        1, Optional.of(workers.get(i).task())),
                                                "done",
                                                0));

        assertThat(results).filteredOn(LandResult.Landed.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(LandResult.PositionTaken.class::isInstance).hasSize(11);
        assertThat(scene.stores.trunk().after(scene.run, 0, 100)).hasSize(1);
        assertThat(progress()).isEqualTo(new Progress(1, 11, 1, 0, 0, 0));
    }

    @Test
    void manyWorkersWhoTryAgainAllLandWithoutGapOrFork() {
        List<TaskId> ids = scene.tasks(planner, 16);

        Together.all(16, i -> landAtLast(ids.get(i)));

        List<Landing> trunk = scene.stores.trunk().after(scene.run, 0, 100);
        assertThat(trunk).extracting(Landing::position).containsExactlyElementsOf(upTo(16));
        assertThat(trunk)
                .extracting(landing -> landing.task().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(scene.find(PlanId.root(1)).children().open()).containsExactly(task.value());
        assertThat(progress()).isEqualTo(new Progress(1, 0, 16, 0, 0, 0));
    }

    private LandResult landAtLast(TaskId id) {
        Held held = scene.worker(id);
        LandResult result = new LandResult.PositionTaken();
        while (result instanceof LandResult.PositionTaken) {
            result = scene.stores.tasks().land(held, scene.next(held), "done", 0);
        }
        return result;
    }

    private static List<Long> upTo(int last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void nothingThatTheFormerHolderWritesIsTaken() {
        Held late = scene.worker(task);
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        Held now = scene.worker(task);

        assertThat(scene.stores.tasks().land(late, scene.next(late), "late", 0))
                .isEqualTo(new LandResult.ClaimLost());
        assertThat(scene.stores.tasks().finish(late, new TaskState.Done("late"))).isFalse();
        assertThat(scene.stores.tasks().finish(late, new TaskState.Failed("late"))).isFalse();
        assertThat(scene.stores.tasks().handOver(late, CHECKPOINT)).isFalse();
        assertThat(scene.stores.tasks().release(late)).isFalse();
        assertThat(scene.stores.trunk().end(scene.run).position()).isZero();
        assertThat(scene.find(task).state())
                .isEqualTo(new TaskState.Claimed(scene.lease(now.token())));
        assertThat(progress()).isEqualTo(new Progress(0, 1, 0, 0, 0, 0));
    }

    @Test
    void aLostClaimWinsOverATakenPosition() {
        Held late = scene.worker(task);
        Held other = scene.worker(scene.task(planner));
        Landing landing = scene.next(late);
        scene.stores.tasks().land(other, scene.next(other), "first", 0);
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        scene.worker(task);

        assertThat(scene.stores.tasks().land(late, landing, "late", 0))
                .isEqualTo(new LandResult.ClaimLost());
    }

    @Test
    void aLandingRepeatedByItsHolderHasLandedOnce() {
        Held held = scene.worker(task);
        Landing landing = scene.next(held);
        scene.stores.tasks().land(held, landing, "did it", 1);

        assertThat(scene.stores.tasks().land(held, landing, "did it", 1))
                .isEqualTo(new LandResult.Landed(1));

        assertThat(progress()).isEqualTo(new Progress(0, 0, 1, 0, 0, 1));
        assertThat(scene.stores.tasks().finish(held, new TaskState.Failed("no"))).isFalse();
    }

    @Test
    void aTaskFinishesAsDoneOrFailedOnce() {
        Held done = scene.worker(task);
        Held failed = scene.worker(scene.task(planner));

        assertThat(scene.stores.tasks().finish(done, new TaskState.Done("nothing to do"))).isTrue();
        assertThat(scene.stores.tasks().finish(failed, new TaskState.Failed("gave up"))).isTrue();
        assertThat(scene.stores.tasks().finish(done, new TaskState.Done("nothing to do"))).isTrue();
        assertThat(scene.stores.tasks().finish(done, new TaskState.Failed("other"))).isFalse();

        assertThat(scene.find(task).state()).isEqualTo(new TaskState.Done("nothing to do"));
        assertThat(scene.find(failed.task()).state()).isEqualTo(new TaskState.Failed("gave up"));
        assertThat(scene.find(PlanId.root(1)).children().open()).isEmpty();
        assertThat(progress()).isEqualTo(new Progress(0, 0, 0, 1, 1, 0));
        assertThat(scene.claim(task, "x")).isEqualTo(new Claim.Gone<>());
        assertThat(scene.eventKinds())
                .endsWith("task.done " + task, "task.failed " + failed.task());
    }

    @Test
    void aHandedOverTaskGoesOnFromItsCheckpointAtNoCost() {
        Held first = scene.worker(task);

        assertThat(scene.stores.tasks().handOver(first, CHECKPOINT)).isTrue();

        assertThat(scene.find(task).state()).isEqualTo(new TaskState.Ready());
        assertThat(progress()).isEqualTo(new Progress(1, 0, 0, 0, 0, 0));
        scene.worker(task);
        assertThat(scene.find(task).attempt()).isEqualTo(1);
        assertThat(scene.find(task).leg()).isEqualTo(1);
        assertThat(scene.find(task).checkpoint()).contains(CHECKPOINT);
    }

    @Test
    void aTaskThatIsSetAsideGoesOnFromItsCheckpointAndCostsNeitherAttemptNorLeg() {
        Held first = scene.worker(task);
        assertThat(scene.stores.tasks().setAside(first, CHECKPOINT)).isTrue();
        assertThat(scene.stores.tasks().setAside(new Held(scene.run, task, "other"), CHECKPOINT))
                .isFalse();
        assertThat(scene.find(task).state()).isEqualTo(new TaskState.Ready());

        scene.worker(task);

        assertThat(scene.find(task).attempt()).isEqualTo(1);
        assertThat(scene.find(task).leg()).isEqualTo(0);
        assertThat(scene.find(task).checkpoint()).contains(CHECKPOINT);
    }

    @Test
    void aLostLegCostsAnAttemptAndStartsFromTheCheckpointAgain() {
        scene.stores.tasks().handOver(scene.worker(task), CHECKPOINT);
        scene.worker(task);
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));

        scene.worker(task);

        assertThat(scene.find(task).attempt()).isEqualTo(2);
        assertThat(scene.find(task).leg()).isEqualTo(1);
        assertThat(scene.find(task).checkpoint()).contains(CHECKPOINT);
    }

    @Test
    void aReleasedTaskIsReadyAndTheNextClaimCostsAnAttempt() {
        assertThat(scene.stores.tasks().release(scene.worker(task))).isTrue();

        assertThat(scene.find(task).state()).isEqualTo(new TaskState.Ready());
        assertThat(progress()).isEqualTo(new Progress(1, 0, 0, 0, 0, 0));
        scene.worker(task);
        assertThat(scene.find(task).attempt()).isEqualTo(2);
    }

    @Test
    void aReleasedLegCostsAnAttemptWhenItIsClaimedAgain() {
        scene.stores.tasks().handOver(scene.worker(task), CHECKPOINT);
        scene.stores.tasks().release(scene.worker(task));

        scene.worker(task);

        assertThat(scene.find(task).attempt()).isEqualTo(2);
    }

    @Test
    void textsThatNoItemCouldHoldAreCutInTheMiddleAndSaySo() {
        String huge = "ü€😀".repeat(100_000);
        Held held = scene.worker(task);

        scene.stores.tasks().finish(held, new TaskState.Failed(huge));

        assertThat(scene.find(task).state())
                .isInstanceOfSatisfying(
                        TaskState.Failed.class,
                        failed ->
                                assertThat(failed.handoff())
                                        .startsWith("ü€😀ü€😀")
                                        .contains("characters left out")
                                        .endsWith("ü€😀")
                                        .hasSizeGreaterThan(10_000)
                                        .isEqualTo(Cut.toKeep(huge)));
    }

    @Test
    void charactersThatNoStoreTakesAreReplaced() {
        TaskId odd =
                Scene.created(scene.stores.plans().addTask(planner, Scene.brief("a\ud800b\0")));
        Held held = scene.worker(odd);

        scene.stores.tasks().finish(held, new TaskState.Done("\udc00 and \ud83d\ude00 and \0"));

        assertThat(scene.find(odd).brief()).isEqualTo(Scene.brief("a\ufffdb\ufffd"));
        assertThat(scene.find(odd).state())
                .isEqualTo(new TaskState.Done("\ufffd and \ud83d\ude00 and \ufffd"));
    }

    @Test
    void everyOutcomeOfManyWorkersIsCounted() {
        List<TaskId> ids = scene.tasks(planner, 24);

        Together.all(24, i -> work(ids.get(i), i));

        assertThat(progress()).isEqualTo(new Progress(7, 6, 0, 6, 6, 0));
        assertThat(scene.find(PlanId.root(1)).children().open()).hasSize(13);
    }

    private boolean work(TaskId id, int i) {
        Held held = scene.worker(id);
        return switch (i % 4) {
            case 0 -> scene.stores.tasks().finish(held, new TaskState.Done("d"));
            case 1 -> scene.stores.tasks().finish(held, new TaskState.Failed("f"));
            case 2 -> scene.stores.tasks().release(held);
            default -> true;
        };
    }

    private Progress progress() {
        return scene.stores.runs().progress(scene.run);
    }
}
