package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Added;
import dev.shoal.work.Held;
import dev.shoal.work.TaskState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No plan has the same child twice.
public abstract class ChildrenContract {

    private static final PlanId ROOT = PlanId.root(1);
    private static final PlanBrief BRIEF = new PlanBrief("docs", "write them");

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRunInItsFirstCycle() {
        scene = Scene.running(stores());
    }

    @Test
    void aPlannerThatStartsItsRoundAgainGetsWhatItCreatedBefore() {
        HeldPlan killed = scene.rootPlanner();
        TaskId task = Scene.created(scene.stores.plans().addTask(killed, Scene.brief("x")));
        PlanId sub = Scene.created(scene.stores.plans().addPlan(killed, BRIEF));
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        HeldPlan again = scene.rootPlanner();

        assertThat(scene.stores.plans().addTask(again, Scene.brief(" x\n")))
                .isEqualTo(new Added.Exists<>(task));
        assertThat(scene.stores.plans().addPlan(again, BRIEF)).isEqualTo(new Added.Exists<>(sub));
        assertThat(scene.stores.plans().addTask(killed, Scene.brief("x")))
                .isEqualTo(new Added.ClaimLost<>());
        assertThat(scene.find(ROOT).children().created()).isEqualTo(2);
        assertThat(scene.stores.runs().progress(scene.run).ready()).isEqualTo(1);
    }

    /// Two files may differ in nothing but the case of their names.
    @Test
    void textsThatDifferInCaseAreDifferentTasks() {
        HeldPlan held = scene.rootPlanner();

        TaskId lower = Scene.created(scene.stores.plans().addTask(held, Scene.brief("x")));
        TaskId upper = Scene.created(scene.stores.plans().addTask(held, Scene.brief("X")));

        assertThat(upper).isNotEqualTo(lower);
    }

    @Test
    void whatHasLandedIsNotCreatedAgainAndWhatHasFailedIs() {
        HeldPlan held = scene.rootPlanner();
        TaskId done = Scene.created(scene.stores.plans().addTask(held, Scene.brief("x")));
        TaskId failed = Scene.created(scene.stores.plans().addTask(held, Scene.brief("y")));
        Held worker = scene.worker(done);
        scene.stores.tasks().finish(worker, new TaskState.Done("ok"));
        scene.stores.tasks().finish(scene.worker(failed), new TaskState.Failed("no"));

        assertThat(scene.stores.plans().addTask(held, Scene.brief("x")))
                .isEqualTo(new Added.Exists<>(done));
        TaskId anew = Scene.created(scene.stores.plans().addTask(held, Scene.brief("y")));
        assertThat(anew).isEqualTo(new TaskId("c1.1-3"));
        assertThat(scene.stores.plans().addTask(held, Scene.brief("y")))
                .isEqualTo(new Added.Exists<>(anew));
    }

    @Test
    void aFailedSubPlanMayBeCreatedAgain() {
        HeldPlan root = scene.rootPlanner();
        PlanId failed = Scene.created(scene.stores.plans().addPlan(root, BRIEF));
        scene.stores.plans().finish(scene.planner(failed), new PlanState.Failed("no"));

        assertThat(scene.stores.plans().addPlan(root, BRIEF))
                .isEqualTo(new Added.Created<>(new PlanId("c1.1.2")));
    }

    @Test
    void theSameTaskAddedByManyAtOnceIsOneTask() {
        HeldPlan held = scene.rootPlanner();

        List<Added<TaskId>> added =
                Together.all(8, i -> scene.stores.plans().addTask(held, Scene.brief("x")));

        assertThat(added).filteredOn(Added.Created.class::isInstance).hasSize(1);
        assertThat(added).filteredOn(Added.Exists.class::isInstance).hasSize(7);
        assertThat(scene.find(ROOT).children().created()).isEqualTo(1);
    }

    @Test
    void twoPlansMayHaveTheSameTask() {
        HeldPlan root = scene.rootPlanner();
        HeldPlan sub = scene.planner(Scene.created(scene.stores.plans().addPlan(root, BRIEF)));

        assertThat(scene.stores.plans().addTask(root, Scene.brief("x")))
                .isInstanceOf(Added.Created.class);
        assertThat(scene.stores.plans().addTask(sub, Scene.brief("x")))
                .isInstanceOf(Added.Created.class);
    }
}
