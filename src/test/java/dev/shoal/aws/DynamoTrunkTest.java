package dev.shoal.aws;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TrunkContract;

class DynamoTrunkTest extends TrunkContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
