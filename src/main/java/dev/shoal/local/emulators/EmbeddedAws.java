package dev.shoal.local.emulators;

import static java.util.concurrent.CompletableFuture.supplyAsync;

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

    /// Called by name: see [LocalAws#start]. All three at once, since each mostly loads classes.
    public static LocalAws start(Storage storage) {
        var dynamo = supplyAsync(() -> DynamoEmulator.start(storage), EmbeddedAws::run);
        var sqs = supplyAsync(() -> SqsEmulator.start(storage), EmbeddedAws::run);
        var s3 = supplyAsync(() -> S3Emulator.start(storage), EmbeddedAws::run);
        return new EmbeddedAws(dynamo.join(), sqs.join(), s3.join());
    }

    /// With the class loader that loaded the emulators: the caller's may be another, and shared
    /// threads keep that of a Quarkus that was tested before.
    private static void run(Runnable start) {
        Thread thread = new Thread(start, "shoal-emulators");
        thread.setContextClassLoader(EmbeddedAws.class.getClassLoader());
        thread.start();
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
