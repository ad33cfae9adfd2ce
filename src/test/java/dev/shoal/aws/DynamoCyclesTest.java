package dev.shoal.aws;

import dev.shoal.contracts.CyclesContract;
import dev.shoal.contracts.Stores;

class DynamoCyclesTest extends CyclesContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
