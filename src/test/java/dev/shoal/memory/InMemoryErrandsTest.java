package dev.shoal.memory;

import dev.shoal.contracts.ErrandsContract;
import dev.shoal.contracts.Stores;

class InMemoryErrandsTest extends ErrandsContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
