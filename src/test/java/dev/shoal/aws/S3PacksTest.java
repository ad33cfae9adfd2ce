package dev.shoal.aws;

import dev.shoal.contracts.PacksContract;
import dev.shoal.contracts.Stores;

class S3PacksTest extends PacksContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
