package dev.shoal.aws;

import dev.shoal.contracts.EventsContract;
import dev.shoal.contracts.Stores;

class DynamoEventsTest extends EventsContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
