package dev.shoal.local.emulators;

import dev.shoal.local.LocalAws;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Starts and stops the three emulators together.
public final class EmbeddedAws implements LocalAws {

    /// Threads that find classes where the emulators are: those of the common pool may have been
    /// made by an application with a class loader of its own.
    private static final Executor OWN_LOADER =
            task -> {
                Thread thread = new Thread(task, "emulators");
                thread.setDaemon(true);
                thread.setContextClassLoader(EmbeddedAws.class.getClassLoader());
                thread.start();
            };

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
        var dynamo = CompletableFuture.supplyAsync(() -> DynamoEmulator.start(storage), OWN_LOADER);
        var sqs = CompletableFuture.supplyAsync(() -> SqsEmulator.start(storage), OWN_LOADER);
        S3Emulator s3 = S3Emulator.start(storage);
        return new EmbeddedAws(dynamo.join(), sqs.join(), s3);
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
