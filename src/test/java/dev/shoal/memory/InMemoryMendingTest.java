package dev.shoal.memory;

import dev.shoal.contracts.MendingContract;
import dev.shoal.contracts.Stores;

class InMemoryMendingTest extends MendingContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
