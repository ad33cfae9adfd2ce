package dev.shoal.aws;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TaskListsContract;

class DynamoTaskListsTest extends TaskListsContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
