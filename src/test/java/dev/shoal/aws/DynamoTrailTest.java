package dev.shoal.aws;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TrailContract;

class DynamoTrailTest extends TrailContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
