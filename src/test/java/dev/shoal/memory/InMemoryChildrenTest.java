package dev.shoal.memory;

import dev.shoal.contracts.ChildrenContract;
import dev.shoal.contracts.Stores;

class InMemoryChildrenTest extends ChildrenContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
