package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shoal.config.ShoalConfig;
import dev.shoal.infra.Compose;
import dev.shoal.run.Announcement;
import dev.shoal.run.RunId;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What local mode creates, on another emulator than the embedded ones. Skipped without Docker.
class EmulatorInDockerTest {

    private static final int PORT = 4566;

    private final ShoalConfig config = AwsStores.config("shoal-docker");

    @Test
    void tableQueuesAndBucketAreCreatedTwiceWithoutHarmAndAnAnnouncementArrives() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker here");
        try (GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(Compose.image()))
                        .withExposedPorts(PORT)
                        .waitingFor(Wait.forListeningPort())) {
            container.start();
            works(
                    URI.create(
                            "http://%s:%d"
                                    .formatted(
                                            container.getHost(), container.getMappedPort(PORT))));
        }
    }

    private void works(URI aws) {
        try (DynamoDbClient dynamo =
                        here(DynamoDbClient.builder(), aws)
                                .httpClient(UrlConnectionHttpClient.create())
                                .build();
                SqsClient sqs =
                        here(SqsClient.builder(), aws)
                                .httpClient(UrlConnectionHttpClient.create())
                                .build();
                S3Client s3 =
                        here(S3Client.builder(), aws)
                                .forcePathStyle(true)
                                .httpClient(UrlConnectionHttpClient.create())
                                .build()) {
            Queues queues = new Queues(sqs, config);
            for (int time = 0; time < 2; time++) {
                new TableSetup(dynamo, config).create();
                new QueueSetup(sqs, queues, config).create();
                new BucketSetup(s3, config).create();
            }
            var seed = new Announcement.SeedRun(new RunId("r1"));
            new SqsAnnouncements(sqs, queues).send(seed, Duration.ZERO);
            assertThat(new SqsInbox(sqs, queues).receive("remote", 1, Duration.ofSeconds(5)))
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).contains("seed", "r1"));
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> B here(B builder, URI aws) {
        return builder.endpointOverride(aws)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }
}
