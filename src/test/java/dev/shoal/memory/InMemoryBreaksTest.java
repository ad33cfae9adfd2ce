package dev.shoal.memory;

import dev.shoal.contracts.BreaksContract;
import dev.shoal.contracts.Stores;

class InMemoryBreaksTest extends BreaksContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
