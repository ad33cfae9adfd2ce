package dev.shoal.memory;

import dev.shoal.contracts.PacksContract;
import dev.shoal.contracts.Stores;

class InMemoryPacksTest extends PacksContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
