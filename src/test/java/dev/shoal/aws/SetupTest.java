package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.infra.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// What local mode creates is what the template creates on AWS.
class SetupTest {

    private final JsonNode template = Template.main().properties("Table");

    @Test
    void theTableHasTheKeysAndIndexesOfTheTemplate() {
        TableDescription table =
                AwsStores.DYNAMO
                        .describeTable(r -> r.tableName(AwsStores.CONFIG.aws().table()))
                        .table();
        assertThat(attributes(table)).isEqualTo(declared("AttributeDefinitions", "AttributeType"));
        assertThat(keys(table.keySchema())).isEqualTo(keys(template));
        Map<String, String> indexes = new TreeMap<>();
        template.path("GlobalSecondaryIndexes")
                .forEach(index -> indexes.put(index.path("IndexName").asText(), keys(index)));
        Map<String, String> created = new TreeMap<>();
        table.globalSecondaryIndexes()
                .forEach(index -> created.put(index.indexName(), keys(index.keySchema())));
        assertThat(created).isEqualTo(indexes);
    }

    @Test
    void whatExpiresExpiresByTheSameAttribute() {
        var ttl =
                AwsStores.DYNAMO
                        .describeTimeToLive(r -> r.tableName(AwsStores.CONFIG.aws().table()))
                        .timeToLiveDescription();
        assertThat(ttl.attributeName())
                .isEqualTo(template.at("/TimeToLiveSpecification/AttributeName").asText());
    }

    @Test
    void theQueuesHaveTheNamesOfTheTemplate() {
        Template all = Template.main();
        for (Queue queue : Queue.values()) {
            String id = queue.name().charAt(0) + queue.suffix().substring(1);
            assertThat(name(all, id + "Queue")).isEqualTo("${AWS::StackName}-" + queue.suffix());
            assertThat(name(all, id + "DeadQueue"))
                    .isEqualTo("${AWS::StackName}-" + queue.suffix() + "-dead");
        }
    }

    private static String name(Template template, String queue) {
        return template.properties(queue).at("/QueueName/Fn::Sub").asText();
    }

    private static Set<String> attributes(TableDescription table) {
        return sorted(
                table.attributeDefinitions().stream()
                        .map(
                                (AttributeDefinition a) ->
                                        a.attributeName() + " " + a.attributeTypeAsString()));
    }

    private Set<String> declared(String list, String type) {
        return sorted(
                template.path(list)
                        .valueStream()
                        .map(a -> a.path("AttributeName").asText() + " " + a.path(type).asText()));
    }

    private static Set<String> sorted(Stream<String> texts) {
        return new TreeSet<>(texts.toList());
    }

    private static String keys(List<KeySchemaElement> keys) {
        return String.join(
                ", ",
                keys.stream().map(k -> k.attributeName() + " " + k.keyTypeAsString()).toList());
    }

    private static String keys(JsonNode table) {
        return String.join(
                ", ",
                table.path("KeySchema")
                        .valueStream()
                        .map(
                                k ->
                                        k.path("AttributeName").asText()
                                                + " "
                                                + k.path("KeyType").asText())
                        .toList());
    }
}
