package dev.shoal.memory;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TrunkContract;

class InMemoryTrunkTest extends TrunkContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
