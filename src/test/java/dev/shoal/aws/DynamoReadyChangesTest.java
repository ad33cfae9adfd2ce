package dev.shoal.aws;

import dev.shoal.contracts.ReadyChangesContract;
import dev.shoal.contracts.Stores;

class DynamoReadyChangesTest extends ReadyChangesContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
