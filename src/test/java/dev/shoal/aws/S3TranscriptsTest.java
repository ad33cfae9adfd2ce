package dev.shoal.aws;

import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TranscriptsContract;

class S3TranscriptsTest extends TranscriptsContract {

    @Override
    protected Stores stores() {
        return new AwsStores();
    }
}
