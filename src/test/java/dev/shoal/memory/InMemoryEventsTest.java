package dev.shoal.memory;

import dev.shoal.contracts.EventsContract;
import dev.shoal.contracts.Stores;

class InMemoryEventsTest extends EventsContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
