package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.local.LocalAws.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What is written to the emulators on disk is there again after the process was killed outright.
class SurvivalTest {

    @TempDir Path folder;

    @Test
    void itemsMessagesAndObjectsSurviveSigkill() throws IOException, InterruptedException {
        Process victim = victim();
        assertThat(firstLine(victim)).isEqualTo("written");
        victim.destroyForcibly().waitFor();

        try (LocalAws aws = LocalAws.start(new Storage.OnDisk(folder));
                DynamoDbClient dynamo = EmbeddedAws.dynamoDb(aws);
                SqsClient sqs = EmbeddedAws.sqs(aws);
                S3Client s3 = EmbeddedAws.s3(aws)) {
            assertThat(dynamo.getItem(r -> r.tableName("survivors").key(ITEM)).item())
                    .isEqualTo(ITEM);
            String queue = sqs.getQueueUrl(r -> r.queueName("survivors")).queueUrl();
            assertThat(messages(sqs, queue))
                    .extracting(message -> message.body() + ", received " + count(message))
                    .containsExactlyInAnyOrder("message, received 1", "received, received 1");
            assertThat(s3.getObjectAsBytes(r -> r.bucket("survivors").key("a/b")).asUtf8String())
                    .isEqualTo("object");
        }
    }

    /// All that there are now.
    private static List<Message> messages(SqsClient sqs, String queue) {
        return sqs.receiveMessage(
                        r ->
                                r.queueUrl(queue)
                                        .waitTimeSeconds(5)
                                        .maxNumberOfMessages(10)
                                        .messageSystemAttributeNames(COUNT))
                .messages();
    }

    /// One for each time but that which the kill had ended.
    private static String count(Message message) {
        return message.attributes().get(COUNT);
    }

    private static final MessageSystemAttributeName COUNT =
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;

    private static final Map<String, AttributeValue> ITEM =
            Map.of("PK", AttributeValue.fromS("item"));

    private Process victim() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return output.lines().filter("written"::equals).findFirst().orElse("nothing written");
        }
    }

    /// Writes one of each, says so, and waits to be killed.
    static final class Victim {
        private Victim() {}

        private static final AttributeDefinition KEY =
                AttributeDefinition.builder()
                        .attributeName("PK")
                        .attributeType(ScalarAttributeType.S)
                        .build();
        private static final KeySchemaElement HASH =
                KeySchemaElement.builder().attributeName("PK").keyType(KeyType.HASH).build();

        public static void main(String... args) throws InterruptedException {
            LocalAws aws = LocalAws.start(new Storage.OnDisk(Path.of(args[0])));
            try (DynamoDbClient dynamo = EmbeddedAws.dynamoDb(aws)) {
                dynamo.createTable(
                        r ->
                                r.tableName("survivors")
                                        .billingMode(BillingMode.PAY_PER_REQUEST)
                                        .attributeDefinitions(KEY)
                                        .keySchema(HASH));
                dynamo.putItem(r -> r.tableName("survivors").item(ITEM));
            }
            try (SqsClient sqs = EmbeddedAws.sqs(aws)) {
                String queue = sqs.createQueue(r -> r.queueName("survivors")).queueUrl();
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("received"));
                sqs.receiveMessage(
                        r -> r.queueUrl(queue).waitTimeSeconds(5).visibilityTimeout(36_000));
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("message"));
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("for later").delaySeconds(900));
            }
            try (S3Client s3 = EmbeddedAws.s3(aws)) {
                s3.createBucket(r -> r.bucket("survivors"));
                s3.putObject(
                        r -> r.bucket("survivors").key("a/b"), RequestBody.fromString("object"));
            }
            System.out.println("written");
            Thread.currentThread().join();
        }
    }
}
