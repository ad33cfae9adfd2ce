package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What the template makes on AWS, made on emulators.
public final class Provisioning {
    private Provisioning() {}

    /// Table, bucket and queues, all by this name; a message that was not handled comes again after
    /// `visibility`.
    public static void create(
            String name, Duration visibility, DynamoDbClient dynamo, SqsClient sqs, S3Client s3) {
        ShoalConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(ShoalConfig.class)
                        .withDefaultValue("shoal.aws.table", name)
                        .withDefaultValue("shoal.aws.bucket", name)
                        .withDefaultValue("shoal.aws.queue-prefix", name)
                        .withDefaultValue("shoal.invocation", visibility.toString())
                        .build()
                        .getConfigMapping(ShoalConfig.class);
        new TableSetup(dynamo, config).create();
        new BucketSetup(s3, config).create();
        new QueueSetup(sqs, new Queues(sqs, config), config).create();
    }
}
