package dev.shoal.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A conditional change of one item. Conditions name attributes as `#state` and values as `:held`;
/// the names are declared by themselves, the values with [#with].
///
/// ```java
/// Change.update(Key.task(run, task)).set("state", "done").when("#token = :token").with("token", token)
/// ```
final class Change {

    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    /// What makes a write an insertion.
    private static final String ABSENT = "attribute_not_exists(#pk)";

    static final String PRESENT = "attribute_exists(#pk)";

    private enum Kind {
        PUT,
        UPDATE,
        DELETE
    }

    private final Kind kind;
    private final Key key;
    private final Map<String, AttributeValue> item;
    private final List<String> sets = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    private Change(Kind kind, Key key, Map<String, AttributeValue> item) {
        this.kind = kind;
        this.key = key;
        this.item = item;
    }

    static Change put(Item item) {
        return new Change(Kind.PUT, item.key(), item.attributes());
    }

    /// A put that does nothing to an item that exists.
    static Change insert(Item item) {
        return put(item).when(ABSENT);
    }

    static Change update(Key key) {
        return new Change(Kind.UPDATE, key, Map.of());
    }

    static Change delete(Key key) {
        return new Change(Kind.DELETE, key, Map.of());
    }

    Change set(String name, String text) {
        return set(name, Values.text(text));
    }

    Change set(String name, long number) {
        return set(name, Values.number(number));
    }

    Change set(String name, AttributeValue value) {
        sets.add("#%1$s = :set_%1$s".formatted(name));
        return with("set_" + name, value);
    }

    /// An absent attribute counts as 0.
    Change add(String name, long number) {
        adds.add("#%1$s :add_%1$s".formatted(name));
        return with("add_" + name, Values.number(number));
    }

    /// Adds to the end of a list; an absent one counts as empty.
    Change append(String name, String text) {
        sets.add(
                "#%1$s = list_append(if_not_exists(#%1$s, :none_%1$s), :app_%1$s)".formatted(name));
        with("none_" + name, AttributeValue.fromL(List.of()));
        return with("app_" + name, AttributeValue.fromL(List.of(Values.text(text))));
    }

    /// Adds to a set; the empty set adds nothing.
    Change add(String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            adds.add("#%1$s :add_%1$s".formatted(name));
            with("add_" + name, Values.set(texts));
        }
        return this;
    }

    /// Takes one out of a set. Harmless if it isn't in there.
    Change take(String name, String text) {
        return take(name, List.of(text));
    }

    /// The same for several; not for none.
    Change take(String name, Collection<String> texts) {
        deletes.add("#%1$s :take_%1$s".formatted(name));
        return with("take_" + name, Values.set(texts));
    }

    /// Takes several out of a set.
    Change takeAll(String name, Collection<String> texts) {
        deletes.add("#%1$s :take_%1$s".formatted(name));
        return with("take_" + name, Values.set(texts));
    }

    Change remove(String... names) {
        for (String name : names) {
            removes.add("#" + name);
        }
        return this;
    }

    /// All conditions must hold.
    Change when(String condition) {
        conditions.add("(" + condition + ")");
        return this;
    }

    Change with(String name, AttributeValue value) {
        values.put(":" + name, value);
        return this;
    }

    Change with(String name, String text) {
        return with(name, Values.text(text));
    }

    private String expression() {
        return clause("SET", sets)
                + clause("ADD", adds)
                + clause("REMOVE", removes)
                + clause("DELETE", deletes);
    }

    private static String clause(String verb, List<String> parts) {
        return parts.isEmpty() ? "" : verb + " " + String.join(", ", parts) + " ";
    }

    private @Nullable String condition() {
        return conditions.isEmpty() ? null : String.join(" AND ", conditions);
    }

    private @Nullable Map<String, String> names() {
        Map<String, String> names =
                NAME.matcher(expression() + " " + condition())
                        .results()
                        .map(result -> result.group(1))
                        .distinct()
                        .collect(Collectors.toMap(name -> "#" + name, name -> name));
        return names.isEmpty() ? null : names;
    }

    private @Nullable Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    /// The write on its own: for updates only. Answers with the item after it.
    UpdateItemRequest alone(String table) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key.attributes())
                .updateExpression(expression())
                .conditionExpression(condition())
                .expressionAttributeNames(names())
                .expressionAttributeValues(values())
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /// The same for unconditional puts.
    PutItemRequest alonePut(String table) {
        return PutItemRequest.builder().tableName(table).item(item).build();
    }

    TransactWriteItem inTransaction(String table) {
        return switch (kind) {
            case PUT -> putIn(table);
            case UPDATE -> updateIn(table);
            case DELETE -> deleteIn(table);
        };
    }

    private TransactWriteItem putIn(String table) {
        return TransactWriteItem.builder()
                .put(
                        p ->
                                p.tableName(table)
                                        .item(item)
                                        .conditionExpression(condition())
                                        .expressionAttributeNames(names())
                                        .expressionAttributeValues(values())
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private TransactWriteItem deleteIn(String table) {
        return TransactWriteItem.builder()
                .delete(
                        d ->
                                d.tableName(table)
                                        .key(key.attributes())
                                        .conditionExpression(condition())
                                        .expressionAttributeNames(names())
                                        .expressionAttributeValues(values())
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private TransactWriteItem updateIn(String table) {
        return TransactWriteItem.builder()
                .update(
                        u ->
                                u.tableName(table)
                                        .key(key.attributes())
                                        .updateExpression(expression())
                                        .conditionExpression(condition())
                                        .expressionAttributeNames(names())
                                        .expressionAttributeValues(values())
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }
}
