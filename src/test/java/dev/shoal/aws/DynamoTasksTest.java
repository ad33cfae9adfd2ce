package dev.shoal.aws;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TasksContract;

class DynamoTasksTest extends TasksContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
