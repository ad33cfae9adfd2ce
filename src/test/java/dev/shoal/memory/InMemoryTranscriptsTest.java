package dev.shoal.memory;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TranscriptsContract;

class InMemoryTranscriptsTest extends TranscriptsContract {

    @Override
    protected Stores stores() {
        return new MemoryStores();
    }
}
