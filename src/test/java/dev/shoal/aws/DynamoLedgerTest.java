package dev.shoal.aws;

import dev.shoal.contracts.LedgerContract;
import dev.shoal.contracts.Stores;

class DynamoLedgerTest extends LedgerContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
