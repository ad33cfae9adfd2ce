package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Announcement.SeedRun;
import dev.shoal.run.Claim;
import dev.shoal.run.Overdue;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Held;
import dev.shoal.work.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class OverdueContract {

    private static final PlanId ROOT = PlanId.root(1);

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRun() {
        scene = Scene.running(stores());
    }

    @Test
    void whatIsReadyIsLeftToItsAnnouncementForAWhile() {
        assertThat(take()).isEmpty();
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(plan());
    }

    @Test
    void whatWasTakenIsLeftAloneForAMinute() {
        later(Overdue.UNANNOUNCED);
        take();

        assertThat(take()).isEmpty();
        later(Overdue.AGAIN);
        assertThat(take()).containsExactly(plan());
    }

    @Test
    void whatIsTakenAgainAndAgainIsLeftAloneTwiceAsLongEachTime() {
        later(Overdue.UNANNOUNCED);
        for (Duration off = Overdue.AGAIN;
                off.compareTo(Overdue.LONGEST) < 0;
                off = off.multipliedBy(2)) {
            assertThat(take()).containsExactly(plan());
            later(off.minusSeconds(1));
            assertThat(take()).isEmpty();
            later(Duration.ofSeconds(1));
        }
        for (int often = 0; often < 3; often++) {
            assertThat(take()).containsExactly(plan());
            later(Overdue.LONGEST.minusSeconds(1));
            assertThat(take()).isEmpty();
            later(Duration.ofSeconds(1));
        }
    }

    @Test
    void onceItWasClaimedItIsLookedAfterAsOftenAsEver() {
        later(Overdue.UNANNOUNCED);
        take();
        later(Overdue.AGAIN);
        take();

        scene.rootPlanner();
        later(Scene.LEASE.plus(Overdue.MARGIN));

        assertThat(take()).containsExactly(plan());
        later(Overdue.AGAIN);
        assertThat(take()).containsExactly(plan());
    }

    @Test
    void ofManySweepsAtOnceOneGetsIt() {
        later(Overdue.UNANNOUNCED);

        List<List<Announcement>> taken = Together.all(8, i -> take());

        assertThat(taken.stream().mapToInt(List::size).sum()).isEqualTo(1);
    }

    @Test
    void whatIsClaimedIsLeftAloneUntilItsLeaseHasEnded() {
        scene.rootPlanner();
        later(Scene.LEASE);
        assertThat(take()).isEmpty();
        later(Overdue.MARGIN);
        assertThat(take()).containsExactly(plan());
    }

    @Test
    void aTaskIsDueWhileItIsReadyOrClaimedAndNoLonger() {
        TaskId task = scene.task(scene.rootPlanner());
        RunTask announcement = new RunTask(scene.run, task);
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(announcement);

        Held held = scene.worker(task);
        later(Overdue.UNANNOUNCED);
        assertThat(take()).isEmpty();
        scene.stores.tasks().handOver(held, new Checkpoint(Scene.commit(1), 0, "p", "n"));
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(announcement);

        scene.stores.tasks().finish(scene.worker(task), new TaskState.Done("ok"));
        later(Duration.ofDays(1));
        assertThat(take()).containsExactly(plan());
    }

    @Test
    void aPlanThatWaitsIsDueOnlyOnceItMayBeWoken() {
        HeldPlan held = scene.rootPlanner();
        TaskId task = scene.task(held);
        scene.stores.plans().await(held, Set.of(), "");
        Held worker = scene.worker(task);
        later(Overdue.UNANNOUNCED);
        assertThat(take()).isEmpty();

        scene.stores.tasks().finish(worker, new TaskState.Done("ok"));
        later(Duration.ofMinutes(10));

        assertThat(take()).containsExactly(plan());
    }

    @Test
    void aCycleIsDueOnceItsRootPlanHasEnded() {
        HeldPlan held = scene.rootPlanner();
        later(Duration.ofMinutes(10));
        assertThat(take()).isEmpty();

        scene.stores.plans().finish(held, new PlanState.Done("all"));

        assertThat(take()).isEmpty();
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(new JudgeCycle(scene.run, 1));
        scene.stores.cycles().claim(scene.run, 1, scene.lease("j"), scene.stores.clock().instant());
        later(Scene.LEASE.plus(Overdue.MARGIN));
        assertThat(take()).containsExactly(new JudgeCycle(scene.run, 1));
    }

    @Test
    void aRunIsDueWhileItIsBeingSeeded() {
        scene = new Scene(stores());
        scene.stores.runs().create(scene.asked());
        assertThat(take()).isEmpty();
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(new SeedRun(scene.run));

        scene.stores.cycles().first(scene.run, new dev.shoal.plan.PlanBrief("all", "do it"));
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(plan());
    }

    @Test
    void atMostSoManyAreTakenAtOnceAndAllInTheEnd() {
        scene.tasks(scene.rootPlanner(), 7);
        later(Overdue.UNANNOUNCED);

        assertThat(take(3)).hasSize(3);
        assertThat(take(3)).hasSize(3);
        assertThat(take(3)).hasSize(1);
        assertThat(take(3)).isEmpty();
    }

    @Test
    void plansThatWaitRightlyDoNotHideWhatIsStuck() {
        HeldPlan root = scene.rootPlanner();
        for (int i = 0; i < 4; i++) {
            HeldPlan sub =
                    scene.planner(
                            Scene.created(
                                    scene.stores
                                            .plans()
                                            .addPlan(
                                                    root,
                                                    new dev.shoal.plan.PlanBrief("s" + i, "i"))));
            scene.worker(scene.task(sub));
            scene.stores.plans().await(sub, Set.of(), "");
        }
        later(Duration.ofSeconds(1));
        TaskId stuck = scene.task(root);
        later(Overdue.UNANNOUNCED);

        assertThat(take(2)).containsExactly(new RunTask(scene.run, stuck));
    }

    @Test
    void whatIsUnfinishedIsToldAtOnceAndNotPutOff() {
        HeldPlan root = scene.rootPlanner();
        TaskId held = scene.task(root);
        TaskId ready = scene.task(root);
        scene.worker(held);
        scene.stores.tasks().finish(scene.worker(scene.task(root)), new TaskState.Done("ok"));

        assertThat(scene.stores.overdue().unfinished(scene.run, 100))
                .containsExactlyInAnyOrder(
                        plan(), new RunTask(scene.run, held), new RunTask(scene.run, ready));
        assertThat(scene.stores.overdue().unfinished(scene.run, 2)).hasSize(2);
        later(Overdue.UNANNOUNCED);
        assertThat(take()).containsExactly(new RunTask(scene.run, ready));
    }

    @Test
    void aJudgingThatWasGivenBackIsUnfinished() {
        scene.stores.plans().finish(scene.rootPlanner(), new PlanState.Done("all"));
        scene.stores.cycles().claim(scene.run, 1, scene.lease("j"), scene.stores.clock().instant());

        scene.stores.cycles().setAside(scene.run, 1, "j", "");

        assertThat(scene.stores.overdue().unfinished(scene.run, 100))
                .containsExactly(new JudgeCycle(scene.run, 1));
    }

    @Test
    void whenAllHoldersAreDeadWhatTheyHeldIsFreeAndDueAtOnce() {
        HeldPlan root = scene.rootPlanner();
        TaskId claimed = scene.task(root);
        TaskId ready = scene.task(root);
        Held dead = scene.worker(claimed);

        assertThat(scene.stores.overdue().expire(scene.run))
                .containsExactlyInAnyOrder(plan(), new RunTask(scene.run, claimed));

        assertThat(take()).containsExactlyInAnyOrder(plan(), new RunTask(scene.run, claimed));
        assertThat(scene.claim(claimed, "next")).isInstanceOf(Claim.Won.class);
        assertThat(scene.find(claimed).attempt()).isEqualTo(1);
        assertThat(scene.stores.tasks().release(dead)).isFalse();
        scene.planner(ROOT);
        scene.worker(ready);
        assertThat(scene.find(ready).attempt()).isEqualTo(1);
    }

    @Test
    void aKillCostsNoAttemptUnlessThereAreTooMany() {
        TaskId task = scene.task(scene.rootPlanner());
        for (int kill = 0; kill < Overdue.FREE_KILLS; kill++) {
            scene.worker(task);
            assertThat(scene.find(task).attempt()).isEqualTo(1);
            scene.stores.overdue().expire(scene.run);
        }
        scene.worker(task);
        scene.stores.overdue().expire(scene.run);
        scene.worker(task);

        assertThat(scene.find(task).attempt()).isEqualTo(2);
    }

    private RunPlan plan() {
        return new RunPlan(scene.run, ROOT);
    }

    private void later(Duration time) {
        scene.stores.clock().advance(time);
    }

    private List<Announcement> take() {
        return take(100);
    }

    private List<Announcement> take(int limit) {
        return scene.stores.overdue().take(scene.run, scene.stores.clock().instant(), limit);
    }
}
