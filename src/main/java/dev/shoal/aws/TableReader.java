package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// All calls that read the table. Consistent, except for those of an index.
@ApplicationScoped
class TableReader {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    /// How many items a page holds at least when not all of them are wanted.
    private static final int PAGE = 200;

    /// How many items a batch may ask for.
    private static final int BATCH = 100;

    private final DynamoDbClient client;
    private final String name;
    private final Patience patience;

    TableReader(DynamoDbClient client, ShoalConfig config, Patience patience) {
        this.client = client;
        this.name = config.aws().table();
        this.patience = patience;
    }

    Optional<Item> get(Key key) {
        var response =
                sorted(
                        () ->
                                client.getItem(
                                        r ->
                                                r.tableName(name)
                                                        .key(key.attributes())
                                                        .consistentRead(true)));
        return response.hasItem() ? Optional.of(Item.of(response.item())) : Optional.empty();
    }

    /// Those that exist, by key.
    Map<Key, Item> getAll(List<Key> keys) {
        Map<Key, Item> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            batch(keys.subList(from, Math.min(keys.size(), from + BATCH)), found);
        }
        return found;
    }

    private void batch(List<Key> keys, Map<Key, Item> found) {
        Map<String, KeysAndAttributes> wanted =
                Map.of(
                        name,
                        KeysAndAttributes.builder()
                                .keys(keys.stream().map(Key::attributes).toList())
                                .consistentRead(true)
                                .build());
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            Map<String, KeysAndAttributes> asked = wanted;
            BatchGetItemResponse response =
                    sorted(() -> client.batchGetItem(r -> r.requestItems(asked)));
            response.responses()
                    .getOrDefault(name, List.of())
                    .forEach(item -> found.put(Item.of(item).key(), Item.of(item)));
            wanted = response.unprocessedKeys();
            if (!wanted.isEmpty()) {
                patience.after(attempt);
            }
        }
    }

    List<Item> all(Range range) {
        return pages(query(range).build(), limited(UNLIMITED));
    }

    List<Item> first(Range range, int limit) {
        return pages(query(range).limit(limit).build(), limited(limit));
    }

    /// The first `limit` that pass the filter. Reads on, page by page, until it has them.
    List<Item> first(Range range, int limit, Predicate<Item> filter) {
        QueryRequest request = query(range).limit(Math.max(limit, PAGE)).build();
        return pages(request, new Wanted(limit, filter));
    }

    private QueryRequest.Builder query(Range range) {
        return QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .scanIndexForward(range.forward())
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(
                        Map.of(
                                ":pk", Values.text(range.pk()),
                                ":from", Values.text(range.from()),
                                ":to", Values.text(range.to())));
    }

    /// The same on an index, whose key conditions the request holds.
    List<Item> indexed(QueryRequest.Builder request, int limit) {
        return pages(request.tableName(name).limit(limit).build(), limited(limit));
    }

    private List<Item> pages(QueryRequest request, Wanted wanted) {
        List<Item> found = new ArrayList<>();
        for (QueryRequest next = request; ; ) {
            QueryRequest asked = next;
            QueryResponse page = sorted(() -> client.query(asked));
            page.items().stream().map(Item::of).filter(wanted.filter()).forEach(found::add);
            if (!page.hasLastEvaluatedKey() || found.size() >= wanted.limit()) {
                return found.stream().limit(wanted.limit()).toList();
            }
            next = request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
        }
    }

    private static Wanted limited(int limit) {
        return new Wanted(limit, item -> true);
    }

    private record Wanted(int limit, Predicate<Item> filter) {}

    private <T> T sorted(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFaults.sorted("read of table " + name, e);
        }
    }
}
