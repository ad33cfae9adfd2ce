package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.Children;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.run.Trail;
import dev.shoal.work.Added;
import dev.shoal.work.Held;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import dev.shoal.work.Wakes.Wake;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class PlansContract {

    private static final PlanId ROOT = PlanId.root(1);
    private static final PlanBrief BRIEF = new PlanBrief("docs", "write them");

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRunInItsFirstCycle() {
        scene = Scene.running(stores());
    }

    @Test
    void theRootPlanIsReady() {
        assertThat(scene.find(ROOT)).isEqualTo(Plan.fresh(ROOT, new PlanBrief("all", "do it")));
        assertThat(scene.stores.plans().find(scene.run, new PlanId("c1.1.1"))).isEmpty();
    }

    @Test
    void aClaimHoldsThePlanUntilItsLeaseEnds() {
        HeldPlan held = scene.rootPlanner();

        assertThat(scene.find(ROOT).state())
                .isEqualTo(new PlanState.Claimed(scene.lease(held.token())));
        assertThat(claim(ROOT, "b")).isEqualTo(new Claim.Lost<>(scene.lease(held.token()).until()));
        assertThat(claim(ROOT, held.token())).isInstanceOf(Claim.Won.class);
        assertThat(scene.find(ROOT).attempt()).isEqualTo(1);
        assertThat(claim(new PlanId("c1.1.9"), "b")).isEqualTo(new Claim.Gone<>());
    }

    @Test
    void aPlanClaimedByManyPlannersIsWonOnce() {
        List<Claim<Plan>> claims = Together.all(24, i -> claim(ROOT, "p" + i));

        assertThat(claims).filteredOn(Claim.Won.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Lost.class::isInstance).hasSize(23);
        assertThat(scene.find(ROOT).attempt()).isEqualTo(1);
    }

    @Test
    void nothingThatTheFormerHolderWritesIsTaken() {
        HeldPlan late = scene.rootPlanner();
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        HeldPlan now = scene.rootPlanner();

        assertThat(scene.stores.plans().addTask(late, Scene.brief("x")))
                .isEqualTo(new Added.ClaimLost<>());
        assertThat(scene.stores.plans().addPlan(late, BRIEF)).isEqualTo(new Added.ClaimLost<>());
        assertThat(scene.stores.plans().await(late, Set.of(), "late")).isFalse();
        assertThat(scene.stores.plans().finish(late, new PlanState.Done("late"))).isFalse();
        assertThat(scene.stores.plans().finish(late, new PlanState.Failed("late"))).isFalse();
        assertThat(scene.find(ROOT))
                .isEqualTo(
                        new Plan(
                                ROOT,
                                new PlanBrief("all", "do it"),
                                2,
                                0,
                                Children.NONE,
                                Trail.NONE,
                                new PlanState.Claimed(scene.lease(now.token()))));
    }

    @Test
    void tasksAndSubPlansAreNumberedTogetherAndOpen() {
        HeldPlan held = scene.rootPlanner();

        TaskId first = scene.task(held);
        PlanId second = Scene.created(scene.stores.plans().addPlan(held, BRIEF));
        TaskId third = scene.task(held);

        assertThat(first).isEqualTo(new TaskId("c1.1-1"));
        assertThat(second).isEqualTo(new PlanId("c1.1.2"));
        assertThat(third).isEqualTo(new TaskId("c1.1-3"));
        assertThat(scene.find(ROOT).children())
                .isEqualTo(new Children(3, Set.of("c1.1-1", "c1.1.2", "c1.1-3"), Set.of(), ""));
        assertThat(scene.find(second)).isEqualTo(Plan.fresh(second, BRIEF));
        assertThat(scene.stores.plans().list(scene.run))
                .extracting(Plan::id)
                .containsExactly(ROOT, second);
        assertThat(scene.eventKinds())
                .endsWith("task.created c1.1-1", "plan.created c1.1.2", "task.created c1.1-3");
    }

    @Test
    void theLimitOfTasksIsExactWhateverManyPlannersAddAtOnce() {
        scene = Scene.running(stores(), 25);
        HeldPlan root = scene.rootPlanner();
        List<HeldPlan> planners =
                IntStream.range(0, 4)
                        .mapToObj(i -> new PlanBrief("area " + i, "plan it"))
                        .map(area -> Scene.created(scene.stores.plans().addPlan(root, area)))
                        .map(scene::planner)
                        .toList();

        List<Added<TaskId>> added =
                Together.all(
                                4,
                                i ->
                                        IntStream.range(0, 10)
                                                .mapToObj(
                                                        n ->
                                                                scene.stores
                                                                        .plans()
                                                                        .addTask(
                                                                                planners.get(i),
                                                                                Scene.brief(
                                                                                        "t" + n)))
                                                .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(added).filteredOn(Added.Created.class::isInstance).hasSize(25);
        assertThat(added).filteredOn(Added.LimitReached.class::isInstance).hasSize(15);
        assertThat(scene.stores.runs().progress(scene.run).ready()).isEqualTo(25);
        assertThat(planners.stream().mapToInt(p -> scene.find(p.plan()).children().created()).sum())
                .isEqualTo(25);
    }

    @Test
    void childrenAddedToOnePlanAtOnceAllCount() {
        HeldPlan held = scene.rootPlanner();

        Together.all(8, i -> scene.task(held));

        assertThat(scene.find(ROOT).children().created()).isEqualTo(8);
        assertThat(scene.find(ROOT).children().open()).hasSize(8);
    }

    @Test
    void subPlansDoNotCountAsTasks() {
        scene = Scene.running(stores(), 0);
        HeldPlan held = scene.rootPlanner();

        assertThat(scene.stores.plans().addPlan(held, BRIEF)).isInstanceOf(Added.Created.class);
        assertThat(scene.stores.plans().addTask(held, Scene.brief("t")))
                .isEqualTo(new Added.LimitReached<>());
    }

    @Test
    void aPlanThatWaitsCountsARoundAndStartsItsAttemptsAnew() {
        HeldPlan held = scene.rootPlanner();
        List<TaskId> tasks = scene.tasks(held, 25);

        assertThat(scene.stores.plans().await(held, Set.of("c1.1-1"), "what I know")).isTrue();

        Plan plan = scene.find(ROOT);
        assertThat(plan.state()).isEqualTo(new PlanState.Waiting(2));
        assertThat(plan.round()).isEqualTo(1);
        assertThat(plan.attempt()).isZero();
        assertThat(plan.children().heard()).containsExactly("c1.1-1");
        assertThat(plan.children().open()).hasSize(tasks.size());
        assertThat(plan.children().summary()).isEqualTo("what I know");
        assertThat(claim(ROOT, "x")).isEqualTo(new Claim.Gone<>());
        assertThat(scene.stores.plans().addTask(held, Scene.brief("late")))
                .isEqualTo(new Added.ClaimLost<>());
    }

    @Test
    void whatWasHeardAddsUp() {
        HeldPlan held = scene.rootPlanner();
        scene.task(held);
        scene.stores.plans().await(held, Set.of("c1.1-1", "c1.1.2"), "a");
        finish("c1.1-1");
        scene.stores.plans().wake(scene.run, ROOT);

        scene.stores.plans().await(scene.rootPlanner(), Set.of("c1.1-3"), "b");

        assertThat(scene.find(ROOT).children().heard())
                .containsExactlyInAnyOrder("c1.1-1", "c1.1.2", "c1.1-3");
        assertThat(scene.find(ROOT).round()).isEqualTo(2);
    }

    private void finish(String task) {
        Held held = scene.worker(new TaskId(task));
        assertThat(scene.stores.tasks().finish(held, new TaskState.Done("ok"))).isTrue();
    }

    @Test
    void aPlanIsNotWokenBeforeItsLowWaterMark() {
        HeldPlan held = scene.rootPlanner();
        scene.tasks(held, 11);
        scene.stores.plans().await(held, Set.of(), "");

        for (int i = 1; i <= 9; i++) {
            finish("c1.1-" + i);
            assertThat(wake()).isEqualTo(Wake.NOT_YET);
        }
        finish("c1.1-10");
        assertThat(wake()).isEqualTo(Wake.MADE_READY);
        assertThat(wake()).isEqualTo(Wake.ALREADY_READY);
        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Ready());
        scene.rootPlanner();
        assertThat(wake()).isEqualTo(Wake.NOT_YET);
    }

    private Wake wake() {
        return scene.stores.plans().wake(scene.run, ROOT);
    }

    @Test
    void aPlanThatWaitsForNothingIsWokenAtOnce() {
        scene.stores.plans().await(scene.rootPlanner(), Set.of(), "nothing to do");

        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Waiting(0));
        assertThat(wake()).isEqualTo(Wake.MADE_READY);
    }

    @Test
    void ofManyWhoWakeAPlanOneMakesItReady() {
        scene.stores.plans().await(scene.rootPlanner(), Set.of(), "");

        List<Wake> wakes = Together.all(16, i -> wake());

        assertThat(Collections.frequency(wakes, Wake.MADE_READY)).isEqualTo(1);
        assertThat(Collections.frequency(wakes, Wake.ALREADY_READY)).isEqualTo(15);
    }

    @Test
    void whoeverEndsLastSeesThePlanAwaitWhateverTheirOrder() {
        for (int round = 0; round < 10; round++) {
            scene = Scene.running(stores());
            HeldPlan held = scene.rootPlanner();
            Held worker = scene.worker(scene.task(held));

            List<Wake> wakes =
                    Together.all(
                            2,
                            i -> {
                                boolean done =
                                        i == 0
                                                ? scene.stores.plans().await(held, Set.of(), "")
                                                : scene.stores
                                                        .tasks()
                                                        .finish(worker, new TaskState.Done("d"));
                                assertThat(done).isTrue();
                                return wake();
                            });

            assertThat(Collections.frequency(wakes, Wake.MADE_READY)).isEqualTo(1);
        }
    }

    @Test
    void wakingAPlanThatIsNotThereDoesNothing() {
        assertThat(scene.stores.plans().wake(scene.run, new PlanId("c9.1")))
                .isEqualTo(Wake.NOT_YET);
        assertThat(scene.stores.plans().find(scene.run, new PlanId("c9.1"))).isEmpty();
    }

    @Test
    void anEndedSubPlanCountsDownItsParentOnce() {
        HeldPlan root = scene.rootPlanner();
        PlanId done = Scene.created(scene.stores.plans().addPlan(root, BRIEF));
        PlanBrief more = new PlanBrief("more docs", "write them");
        PlanId failed = Scene.created(scene.stores.plans().addPlan(root, more));
        HeldPlan first = scene.planner(done);
        HeldPlan second = scene.planner(failed);

        assertThat(scene.stores.plans().finish(first, new PlanState.Done("all docs"))).isTrue();
        assertThat(scene.stores.plans().finish(second, new PlanState.Failed("no"))).isTrue();
        assertThat(scene.stores.plans().finish(first, new PlanState.Done("all docs"))).isTrue();
        assertThat(scene.stores.plans().finish(first, new PlanState.Failed("x"))).isFalse();

        assertThat(scene.find(ROOT).children().open()).isEmpty();
        assertThat(scene.find(done).state()).isEqualTo(new PlanState.Done("all docs"));
        assertThat(scene.find(failed).state()).isEqualTo(new PlanState.Failed("no"));
        assertThat(claim(done, "x")).isEqualTo(new Claim.Gone<>());
        assertThat(scene.eventKinds()).endsWith("plan.done " + done, "plan.failed " + failed);
    }

    @Test
    void theRootPlanEndsWithoutAParent() {
        assertThat(scene.stores.plans().finish(scene.rootPlanner(), new PlanState.Done("done")))
                .isTrue();

        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Done("done"));
    }

    @Test
    void aPlanMayHaveThousandsOfTasks() {
        scene = Scene.running(stores(), 5_000);
        HeldPlan held = scene.rootPlanner();
        int count = manyTasks();
        String text = "long text ".repeat(300);
        for (int i = 0; i < count; i++) {
            scene.stores
                    .plans()
                    .addTask(held, new TaskBrief("t" + i, text, List.of(), Optional.empty()));
        }

        Plan plan = scene.find(ROOT);
        assertThat(plan.children().open()).hasSize(count);
        assertThat(scene.stores.plans().await(held, plan.children().open(), "s")).isTrue();
        assertThat(scene.find(ROOT).children().heard()).isEqualTo(plan.children().open());
        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Waiting(count / 10));
        assertThat(scene.stores.tasks().ofPlan(scene.run, ROOT))
                .extracting(task -> task.id().number())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
    }

    protected int manyTasks() {
        return 5_000;
    }

    @Test
    void textsThatNoItemCouldHoldAreCut() {
        String huge = "ü€😀".repeat(200_000);
        HeldPlan root = scene.rootPlanner();

        PlanId sub = Scene.created(scene.stores.plans().addPlan(root, new PlanBrief(huge, huge)));
        HeldPlan held = scene.planner(sub);
        TaskId task =
                Scene.created(
                        scene.stores
                                .plans()
                                .addTask(
                                        held,
                                        new TaskBrief(
                                                huge,
                                                huge,
                                                Collections.nCopies(5_000, huge),
                                                Optional.of(huge))));
        assertThat(scene.stores.plans().await(held, Set.of(), huge)).isTrue();

        assertThat(scene.find(sub).brief().instructions()).isEqualTo(Cut.toKeep(huge));
        assertThat(scene.find(sub).children().summary()).isEqualTo(Cut.toKeep(huge));
        assertThat(scene.find(task).brief().acceptance()).contains(Cut.toKeep(huge));
        assertThat(scene.find(task).brief().paths()).hasSizeLessThan(5_000);
    }

    private Claim<Plan> claim(PlanId plan, String token) {
        return scene.stores
                .plans()
                .claim(scene.run, plan, scene.lease(token), scene.stores.clock().instant());
    }

    @Test
    void aPlanThatIsGivenBackIsReadyInTheSameRoundAndCostsNoAttempt() {
        HeldPlan held = scene.rootPlanner();
        TaskId task = scene.task(held);

        assertThat(scene.stores.plans().setAside(held, "half of it")).isTrue();

        Plan plan = scene.find(PlanId.root(1));
        assertThat(plan.state()).isEqualTo(new PlanState.Ready());
        assertThat(plan.attempt()).isEqualTo(0);
        assertThat(plan.round()).isEqualTo(0);
        assertThat(plan.trail()).isEqualTo(new Trail(0, "half of it", List.of()));
        assertThat(plan.children().open()).containsExactly(task.value());
        scene.rootPlanner();
        assertThat(scene.stores.plans().setAside(held, "late")).isFalse();
    }
}
