package dev.shoal.memory;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TaskListsContract;

class InMemoryTaskListsTest extends TaskListsContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
