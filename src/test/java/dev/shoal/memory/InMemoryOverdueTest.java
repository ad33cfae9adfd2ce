package dev.shoal.memory;

import dev.shoal.contracts.OverdueContract;
import dev.shoal.contracts.Stores;

class InMemoryOverdueTest extends OverdueContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
