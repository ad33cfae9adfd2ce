package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Claim;
import dev.shoal.run.Overdue;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.run.Trail;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Held;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an invocation leaves behind for the next one: notes if it handed over in good order, the
/// cause if it came to grief.
public abstract class TrailContract {

    private static final PlanId ROOT = PlanId.root(1);
    private static final Duration TEN = Duration.ofMinutes(10);

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRunInItsFirstCycle() {
        scene = Scene.running(stores());
    }

    @Test
    void aPlanHandedOverGoesOnInTheSameRoundAndCostsNoAttempt() {
        for (int leg = 1; leg <= 40; leg++) {
            HeldPlan held = scene.rootPlanner();
            assertThat(scene.stores.plans().handOver(held, "notes " + leg, TEN)).isTrue();
        }

        Plan plan = scene.find(ROOT);
        assertThat(plan.trail()).isEqualTo(new Trail(40, "notes 40", List.of()));
        assertThat(plan.attempt()).isZero();
        assertThat(plan.round()).isZero();
        assertThat(plan.state()).isEqualTo(new PlanState.Ready());
    }

    @Test
    void aPlanReleasedAfterAMishapKeepsTheCauseAndCostsAnAttempt() {
        assertThat(scene.stores.plans().retry(scene.rootPlanner(), "throttled", TEN)).isTrue();
        assertThat(scene.stores.plans().retry(scene.rootPlanner(), "no disk", TEN)).isTrue();

        assertThat(scene.find(ROOT).trail())
                .isEqualTo(new Trail(0, "", List.of("throttled", "no disk")));
        assertThat(scene.find(ROOT).attempt()).isEqualTo(2);
        assertThat(scene.eventKinds()).endsWith("plan.mishap c1.1", "plan.mishap c1.1");
    }

    @Test
    void theTrailEndsWithTheRound() {
        scene.stores.plans().handOver(scene.rootPlanner(), "notes", TEN);
        scene.stores.plans().retry(scene.rootPlanner(), "throttled", TEN);

        scene.stores.plans().await(scene.rootPlanner(), Set.of(), "summary");

        assertThat(scene.find(ROOT).trail()).isEqualTo(Trail.NONE);
    }

    @Test
    void whoLostAPlanLeavesNothingBehind() {
        HeldPlan late = scene.rootPlanner();
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        scene.rootPlanner();

        assertThat(scene.stores.plans().handOver(late, "late", TEN)).isFalse();
        assertThat(scene.stores.plans().retry(late, "late", TEN)).isFalse();
        assertThat(scene.find(ROOT).trail()).isEqualTo(Trail.NONE);
    }

    @Test
    void aTaskReleasedAfterAMishapKeepsTheCause() {
        TaskId task = scene.task(scene.rootPlanner());
        Held late = scene.worker(task);
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));

        assertThat(scene.stores.tasks().retry(scene.worker(task), "no disk", TEN)).isTrue();
        assertThat(scene.stores.tasks().retry(late, "late", TEN)).isFalse();

        Task after = scene.find(task);
        assertThat(after.mishaps()).containsExactly("no disk");
        assertThat(after.attempt()).isEqualTo(2);
        assertThat(after.state()).isEqualTo(new TaskState.Ready());
        assertThat(scene.eventKinds()).endsWith("task.mishap c1.1-1");
        Claim<Task> next = scene.claim(task, "next");
        assertThat(next)
                .isInstanceOfSatisfying(
                        Claim.Won.class, won -> assertThat(won.item()).isEqualTo(scene.find(task)));
    }

    @Test
    void aCycleHandedOverIsOpenAgainWithNotes() {
        judge("a");
        assertThat(scene.stores.cycles().handOver(scene.run, 1, "b", "no", TEN)).isFalse();
        assertThat(scene.stores.cycles().handOver(scene.run, 1, "a", "notes", TEN)).isTrue();

        assertThat(cycle())
                .isEqualTo(
                        new Cycle(
                                1, 0, 0, new Trail(1, "notes", List.of()), new CycleState.Open()));
    }

    @Test
    void aCycleReleasedAfterAMishapKeepsTheCause() {
        judge("a");
        assertThat(scene.stores.cycles().retry(scene.run, 1, "b", "no", TEN)).isFalse();
        assertThat(scene.stores.cycles().retry(scene.run, 1, "a", "no disk", TEN)).isTrue();

        assertThat(cycle().trail().mishaps()).containsExactly("no disk");
        assertThat(cycle().attempt()).isEqualTo(1);
        assertThat(cycle().state()).isEqualTo(new CycleState.Open());
        assertThat(scene.eventKinds()).endsWith("cycle.mishap c1");
    }

    @Test
    void whatIsPutOffIsLeftAloneUntilItsAnnouncementIsOverdue() {
        HeldPlan held = scene.rootPlanner();
        TaskId task = scene.task(held);
        Checkpoint checkpoint = new Checkpoint(Scene.commit(1), 0, "p", "n");
        scene.stores.tasks().handOver(scene.worker(task), checkpoint, TEN);
        scene.stores.plans().handOver(held, "notes", TEN);
        judge("a");
        scene.stores.cycles().handOver(scene.run, 1, "a", "notes", TEN);

        assertThat(after(TEN.plus(Overdue.UNANNOUNCED).minusSeconds(1))).isEmpty();
        assertThat(after(Duration.ofSeconds(2)))
                .containsExactlyInAnyOrder(
                        new RunPlan(scene.run, ROOT),
                        new RunTask(scene.run, task),
                        new JudgeCycle(scene.run, 1));
    }

    @Test
    void oneStragglerDoesNotHoldBackWhatEndedDuringTheRound() {
        HeldPlan held = scene.rootPlanner();
        List<TaskId> tasks = scene.tasks(held, 20);
        tasks.subList(0, 19).forEach(this::finish);

        scene.stores.plans().await(held, Set.of(), "");

        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Waiting(2));
        assertThat(scene.stores.plans().wake(scene.run, ROOT))
                .isEqualTo(dev.shoal.work.Wakes.Wake.MADE_READY);
        HeldPlan again = scene.rootPlanner();
        Set<String> ended = Set.copyOf(tasks.subList(0, 19).stream().map(TaskId::value).toList());
        scene.stores.plans().await(again, ended, "");
        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Waiting(0));
        assertThat(scene.stores.plans().wake(scene.run, ROOT))
                .isEqualTo(dev.shoal.work.Wakes.Wake.NOT_YET);
    }

    @Test
    void manyAreFoundAtOnce() {
        HeldPlan held = scene.rootPlanner();
        List<TaskId> tasks = scene.tasks(held, 12);
        PlanId sub = Scene.created(scene.stores.plans().addPlan(held, new PlanBrief("s", "i")));

        assertThat(
                        scene.stores
                                .tasks()
                                .find(
                                        scene.run,
                                        List.of(
                                                tasks.get(10),
                                                tasks.get(1),
                                                new TaskId("c1.1-77"))))
                .extracting(Task::id)
                .containsExactly(tasks.get(1), tasks.get(10));
        assertThat(scene.stores.plans().find(scene.run, List.of(sub, new PlanId("c1.1.77"), ROOT)))
                .extracting(Plan::id)
                .containsExactly(ROOT, sub);
        assertThat(scene.stores.tasks().find(scene.run, List.of())).isEmpty();
    }

    private void finish(TaskId task) {
        scene.stores.tasks().finish(scene.worker(task), new TaskState.Done("ok"));
    }

    private void judge(String token) {
        assertThat(
                        scene.stores
                                .cycles()
                                .claim(
                                        scene.run,
                                        1,
                                        scene.lease(token),
                                        scene.stores.clock().instant()))
                .isInstanceOf(Claim.Won.class);
    }

    private Cycle cycle() {
        return scene.stores.cycles().find(scene.run, 1).orElseThrow();
    }

    private List<Announcement> after(Duration time) {
        scene.stores.clock().advance(time);
        return scene.stores.overdue().take(scene.run, scene.stores.clock().instant(), 100);
    }
}
