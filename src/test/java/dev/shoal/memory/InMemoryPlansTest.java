package dev.shoal.memory;

import dev.shoal.contracts.PlansContract;
import dev.shoal.contracts.Stores;

class InMemoryPlansTest extends PlansContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
