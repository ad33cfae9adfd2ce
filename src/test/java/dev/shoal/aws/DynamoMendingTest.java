package dev.shoal.aws;

import dev.shoal.contracts.MendingContract;
import dev.shoal.contracts.Stores;

class DynamoMendingTest extends MendingContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
