package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.contracts.PlansContract;
import dev.shoal.contracts.Scene;
import dev.shoal.contracts.Stores;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoPlansTest extends PlansContract {

    private static final PlanId ROOT = PlanId.root(1);

    @Override
    protected Stores stores() {
        return new AwsStores();
    }

    /// Enough for several pages of a megabyte each; more take too long one by one.
    @Override
    protected int manyTasks() {
        return 800;
    }

    @Test
    void theIdsOfTensOfThousandsOfChildrenFitIntoOneItem() {
        AwsStores stores = new AwsStores();
        Scene scene = Scene.running(stores);
        HeldPlan held = scene.rootPlanner();
        List<String> marks = IntStream.rangeClosed(1, 15_000).mapToObj(i -> "-" + i).toList();
        stores.writer()
                .update(
                        Change.update(Key.plan(scene.run, ROOT))
                                .set(PlanRow.CREATED, 15_000)
                                .add(PlanRow.OPEN, marks));

        assertThat(scene.task(held)).isEqualTo(new TaskId("c1.1-15001"));
        Plan plan = scene.find(ROOT);
        assertThat(plan.children().open()).hasSize(15_001).contains("c1.1-7");
        assertThat(stores.plans().await(held, plan.children().open(), "s")).isTrue();
        assertThat(scene.find(ROOT).children().heard()).isEqualTo(plan.children().open());
        assertThat(scene.find(ROOT).state()).isEqualTo(new PlanState.Waiting(1_500));
    }
}
