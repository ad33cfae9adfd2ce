package dev.shoal.aws;

import dev.shoal.contracts.ErrandsContract;
import dev.shoal.contracts.Stores;

class DynamoErrandsTest extends ErrandsContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
