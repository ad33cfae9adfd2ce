package dev.shoal.aws;

import dev.shoal.contracts.ChildrenContract;
import dev.shoal.contracts.Stores;

class DynamoChildrenTest extends ChildrenContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
