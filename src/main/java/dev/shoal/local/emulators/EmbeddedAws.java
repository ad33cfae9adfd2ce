package dev.shoal.local.emulators;

import dev.shoal.local.LocalAws;
import java.net.URI;

/// Starts and stops the three emulators together.
public final class EmbeddedAws implements LocalAws {

    private final DynamoEmulator dynamo;
    private final SqsEmulator sqs;
    private final S3Emulator s3;

    private EmbeddedAws(DynamoEmulator dynamo, SqsEmulator sqs, S3Emulator s3) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.s3 = s3;
    }

    /// Called by name: see [LocalAws#start].
    public static LocalAws start(Storage storage) {
        return new EmbeddedAws(
                DynamoEmulator.start(storage),
                SqsEmulator.start(storage),
                S3Emulator.start(storage));
    }

    @Override
    public URI dynamoDb() {
        return dynamo.uri();
    }

    @Override
    public URI sqs() {
        return sqs.uri();
    }

    @Override
    public URI s3() {
        return s3.uri();
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        dynamo.close();
    }
}
