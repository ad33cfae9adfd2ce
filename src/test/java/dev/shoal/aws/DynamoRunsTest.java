package dev.shoal.aws;

import dev.shoal.contracts.RunsContract;
import dev.shoal.contracts.Stores;

class DynamoRunsTest extends RunsContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
