package dev.shoal.memory;

import dev.shoal.contracts.CyclesContract;
import dev.shoal.contracts.Stores;

class InMemoryCyclesTest extends CyclesContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
