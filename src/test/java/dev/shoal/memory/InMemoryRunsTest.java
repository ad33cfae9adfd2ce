package dev.shoal.memory;

import dev.shoal.contracts.RunsContract;
import dev.shoal.contracts.Stores;

class InMemoryRunsTest extends RunsContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
