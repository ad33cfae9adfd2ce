package dev.shoal.memory;

import dev.shoal.contracts.ReadyChangesContract;
import dev.shoal.contracts.Stores;

class InMemoryReadyChangesTest extends ReadyChangesContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
