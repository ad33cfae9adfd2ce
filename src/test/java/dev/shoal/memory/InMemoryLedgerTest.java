package dev.shoal.memory;

import dev.shoal.contracts.LedgerContract;
import dev.shoal.contracts.Stores;

class InMemoryLedgerTest extends LedgerContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
