package dev.shoal.aws;

import dev.shoal.contracts.BreaksContract;
import dev.shoal.contracts.Stores;

class DynamoBreaksTest extends BreaksContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
