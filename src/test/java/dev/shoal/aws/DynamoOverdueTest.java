package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.contracts.OverdueContract;
import dev.shoal.contracts.Scene;
import dev.shoal.contracts.Stores;
import dev.shoal.run.TaskId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamoOverdueTest extends OverdueContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }

    /// A restart must not take longer the more there is to do.
    @Test
    void theDeathOfAllHoldersIsWrittenOncePerClaim() {
        LossyClient counted = new LossyClient(AwsStores.DYNAMO);
        Scene scene = Scene.running(new AwsStores(counted.client()));
        List<TaskId> tasks = scene.tasks(scene.rootPlanner(), 120);
        tasks.subList(50, 55).forEach(scene::worker);
        int before = counted.writes();

        assertThat(scene.stores.overdue().expire(scene.run)).hasSize(6);

        assertThat(counted.writes() - before).isEqualTo(6);
    }
}
