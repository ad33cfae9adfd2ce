package dev.shoal.local.emulators;

import dev.shoal.local.LocalAws.Storage;

class S3InMemoryTest extends S3EmulatorTest {
    @Override
    Storage storage() {
        return new Storage.InMemory();
    }
}
