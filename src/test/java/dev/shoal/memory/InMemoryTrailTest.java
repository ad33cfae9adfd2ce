package dev.shoal.memory;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TrailContract;

class InMemoryTrailTest extends TrailContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
