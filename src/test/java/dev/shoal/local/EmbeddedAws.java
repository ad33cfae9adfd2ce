package dev.shoal.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The emulators, in memory, once per test JVM, with clients on them. Tests share them: name
/// tables, queues and buckets uniquely.
///
/// ```java
/// DynamoDbClient dynamo = EmbeddedAws.dynamoDb();
/// ```
public final class EmbeddedAws {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private EmbeddedAws() {}

    /// Started by the first who asks, gone with the JVM.
    public static LocalAws endpoints() {
        return Holder.AWS;
    }

    public static DynamoDbClient dynamoDb() {
        return dynamoDb(endpoints());
    }

    static DynamoDbClient dynamoDb(LocalAws aws) {
        return onLoopback(DynamoDbClient.builder(), aws.dynamoDb())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static SqsClient sqs() {
        return sqs(endpoints());
    }

    static SqsClient sqs(LocalAws aws) {
        return onLoopback(SqsClient.builder(), aws.sqs())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static S3Client s3() {
        return s3(endpoints());
    }

    static S3Client s3(LocalAws aws) {
        return onLoopback(S3Client.builder(), aws.s3())
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
    }

    public static S3Presigner s3Presigner() {
        return S3Presigner.builder()
                .endpointOverride(endpoints().s3())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B onLoopback(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS);
    }

    private static final class Holder {
        private static final LocalAws AWS = LocalAws.start(new LocalAws.Storage.InMemory());
    }
}
