package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class LocalAwsTest {

    @Test
    void anItemComesBackFromTheTable() {
        try (var dynamo = EmbeddedAws.dynamoDb()) {
            dynamo.createTable(
                    r ->
                            r.tableName("local-aws-test")
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .attributeDefinitions(
                                            AttributeDefinition.builder()
                                                    .attributeName("PK")
                                                    .attributeType("S")
                                                    .build())
                                    .keySchema(
                                            KeySchemaElement.builder()
                                                    .attributeName("PK")
                                                    .keyType("HASH")
                                                    .build()));
            var item =
                    java.util.Map.of(
                            "PK", AttributeValue.fromS("a"), "v", AttributeValue.fromN("1"));
            dynamo.putItem(r -> r.tableName("local-aws-test").item(item));

            assertThat(
                            dynamo.getItem(
                                            r ->
                                                    r.tableName("local-aws-test")
                                                            .key(
                                                                    java.util.Map.of(
                                                                            "PK",
                                                                            AttributeValue.fromS(
                                                                                    "a"))))
                                    .item())
                    .isEqualTo(item);
        }
    }

    @Test
    void aMessageComesBackFromTheQueue() {
        try (var sqs = EmbeddedAws.sqs()) {
            String queue = sqs.createQueue(r -> r.queueName("local-aws-test")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("hello"));

            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(5)).messages())
                    .extracting(m -> m.body())
                    .containsExactly("hello");
        }
    }

    @Test
    void anObjectComesBackFromTheBucket() {
        try (var s3 = EmbeddedAws.s3()) {
            s3.createBucket(r -> r.bucket("local-aws-test"));
            s3.putObject(
                    r -> r.bucket("local-aws-test").key("a/b"), RequestBody.fromString("hello"));

            assertThat(
                            s3.getObjectAsBytes(r -> r.bucket("local-aws-test").key("a/b"))
                                    .asUtf8String())
                    .isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void noEmulatorListensBesideLoopback(URI endpoint) throws SocketException {
        for (InetAddress address : otherAddresses()) {
            assertThat(accepts(address, endpoint.getPort())).as("%s", address).isFalse();
        }
        assertThat(accepts(InetAddress.getLoopbackAddress(), endpoint.getPort())).isTrue();
    }

    static List<URI> endpoints() {
        LocalAws aws = EmbeddedAws.endpoints();
        return List.of(aws.dynamoDb(), aws.sqs(), aws.s3());
    }

    private static List<InetAddress> otherAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
