package dev.shoal.memory;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TasksContract;

class InMemoryTasksTest extends TasksContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
