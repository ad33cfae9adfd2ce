package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// Creates the table for local mode, as the template creates it on AWS.
@ApplicationScoped
class TableSetup {

    /// The index that lists runs by time.
    static final String RUNS = "runs";

    /// The index of what somebody should have moved by a certain time, by run.
    static final String DUE = "due";

    private final DynamoDbClient client;
    private final String name;

    TableSetup(DynamoDbClient client, ShoalConfig config) {
        this.client = client;
        this.name = config.aws().table();
    }

    /// Harmless if it is there already.
    void create() {
        try {
            createTable();
        } catch (ResourceInUseException there) {
            // As it should be from the second start on.
        }
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(r -> r.tableName(name));
        }
        expire();
    }

    private void createTable() {
        client.createTable(
                r ->
                        r.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        text("pk"),
                                        text("sk"),
                                        text(RunRow.LIST),
                                        text(RunRow.LISTED),
                                        text(Life.RUN),
                                        attribute(Life.DUE, ScalarAttributeType.N))
                                .keySchema(key("pk", "sk"))
                                .globalSecondaryIndexes(
                                        index(RUNS, RunRow.LIST, RunRow.LISTED),
                                        index(DUE, Life.RUN, Life.DUE)));
    }

    private static AttributeDefinition text(String name) {
        return attribute(name, ScalarAttributeType.S);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static List<KeySchemaElement> key(String hash, String range) {
        return List.of(
                KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(hash, range))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private void expire() {
        TimeToLiveStatus status =
                client.describeTimeToLive(r -> r.tableName(name))
                        .timeToLiveDescription()
                        .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(
                    r ->
                            r.tableName(name)
                                    .timeToLiveSpecification(
                                            t -> t.attributeName("expires").enabled(true)));
        }
    }
}
