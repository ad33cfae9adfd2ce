package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.HeldPlan;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Added;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tasks that are not their planner's idea.
public abstract class ErrandsContract {

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRun() {
        scene = Scene.running(stores());
    }

    @Test
    void anErrandIsGivenToAPlanThatWaitsAndOnce() {
        HeldPlan held = scene.rootPlanner();
        PlanId root = held.plan();
        TaskBrief errand = Scene.brief("an errand");
        assertThat(scene.stores.plans().addErrand(scene.run, root, errand))
                .isInstanceOf(Added.ClaimLost.class);
        TaskId own = scene.task(held);
        scene.stores.plans().await(held, Set.of(), "");

        TaskId task = Scene.created(scene.stores.plans().addErrand(scene.run, root, errand));

        TaskBrief told = new TaskBrief("an errand", "otherwise", errand.paths(), Optional.empty());
        assertThat(scene.stores.plans().addErrand(scene.run, root, told))
                .isEqualTo(new Added.Exists<>(task));
        assertThat(scene.find(root).children().open())
                .containsExactlyInAnyOrder(own.value(), task.value());
        assertThat(scene.find(task).brief()).isEqualTo(errand);
        scene.stores.tasks().finish(scene.worker(task), new TaskState.Failed("no"));
        assertThat(scene.stores.plans().addErrand(scene.run, root, errand))
                .isInstanceOf(Added.Created.class);
    }

    @Test
    void anErrandCountsAgainstTheLimitOfTasks() {
        scene = Scene.running(stores(), 1);
        HeldPlan held = scene.rootPlanner();
        scene.task(held);
        scene.stores.plans().await(held, Set.of(), "");

        assertThat(scene.stores.plans().addErrand(scene.run, held.plan(), Scene.brief("late")))
                .isInstanceOf(Added.LimitReached.class);
    }
}
