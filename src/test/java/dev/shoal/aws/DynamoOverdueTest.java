package dev.shoal.aws;

import dev.shoal.contracts.OverdueContract;
import dev.shoal.contracts.Stores;

class DynamoOverdueTest extends OverdueContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
