package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Page;
import dev.shoal.run.PlanId;
import dev.shoal.run.Refused;
import dev.shoal.run.TaskId;
import dev.shoal.work.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class TaskListsContract {

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
    void aPlansTasksComeInOrderOfCreation() {
        List<TaskId> more = scene.tasks(planner, 11);

        assertThat(scene.stores.tasks().ofPlan(scene.run, PlanId.root(1)))
                .extracting(Task::id)
                .startsWith(task)
                .endsWith(more.getLast())
                .containsAll(more)
                .isSortedAccordingTo(java.util.Comparator.comparingInt(TaskId::number));
    }

    @Test
    void aPlansTasksAreNotThoseOfItsSubPlans() {
        PlanId sub =
                Scene.created(
                        scene.stores
                                .plans()
                                .addPlan(planner, new dev.shoal.plan.PlanBrief("s", "i")));
        TaskId below = scene.task(scene.planner(sub));

        assertThat(scene.stores.tasks().ofPlan(scene.run, PlanId.root(1)))
                .extracting(Task::id)
                .containsExactly(task);
        assertThat(scene.stores.tasks().ofPlan(scene.run, sub))
                .extracting(Task::id)
                .containsExactly(below);
    }

    @Test
    void tasksAreListedPageByPage() {
        scene.tasks(planner, 6);
        scene.worker(task);

        assertThat(pages(Optional.empty(), 3)).isEqualTo(List.of(3, 3, 1));
        assertThat(pages(Optional.of("ready"), 2)).isEqualTo(List.of(2, 2, 2));
        assertThat(pages(Optional.of("claimed"), 5)).isEqualTo(List.of(1));
        assertThat(pages(Optional.of("landed"), 5)).isEqualTo(List.of(0));
    }

    private List<Integer> pages(Optional<String> label, int limit) {
        List<Integer> sizes = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Task> page = scene.stores.tasks().list(scene.run, label, limit, cursor);
            sizes.add(page.items().size());
            cursor = page.next();
        } while (cursor.isPresent());
        return sizes;
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () ->
                                scene.stores
                                        .tasks()
                                        .list(scene.run, Optional.empty(), 3, Optional.of("'; --")))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).field())
                .isEqualTo("cursor");
    }
}
