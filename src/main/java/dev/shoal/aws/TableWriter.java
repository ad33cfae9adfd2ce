package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// All calls that write to the table. What fails for a reason that may pass is tried again, a
/// bounded number of times; a transaction carries a request token, so that one whose answer was
/// lost is done once. An update on its own has no such token: its caller recognises its own mark in
/// the item that denied the second try.
@ApplicationScoped
class TableWriter {

    /// Tries of one call, on top of the SDK's own.
    private static final int MOST_TRIES = 12;

    private static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final String name;
    private final Ids ids;
    private final Patience patience;

    TableWriter(DynamoDbClient client, ShoalConfig config, Ids ids, Patience patience) {
        this.client = client;
        this.name = config.aws().table();
        this.ids = ids;
        this.patience = patience;
    }

    /// Writes an item whatever is there.
    void put(Change change) {
        insisting(
                "put",
                () -> {
                    client.putItem(change.alonePut(name));
                    return new Outcome.Done(Item.NONE);
                });
    }

    Outcome update(Change change) {
        return insisting("update", () -> tryUpdate(change));
    }

    private Outcome tryUpdate(Change change) {
        try {
            return new Outcome.Done(Item.of(client.updateItem(change.alone(name)).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return new Outcome.Denied(Map.of(0, Item.of(e.hasItem() ? e.item() : null)));
        }
    }

    /// All of the changes or none; each is of another item.
    Outcome transact(List<Change> changes) {
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder()
                        .clientRequestToken(ids.next())
                        .transactItems(
                                changes.stream().map(change -> change.inTransaction(name)).toList())
                        .build();
        return insisting("transaction", () -> tryTransaction(request));
    }

    private Outcome tryTransaction(TransactWriteItemsRequest request) {
        try {
            client.transactWriteItems(request);
            return new Outcome.Done(Item.NONE);
        } catch (TransactionCanceledException e) {
            Map<Integer, Item> before = denied(e);
            if (before.isEmpty()) {
                throw e;
            }
            return new Outcome.Denied(before);
        }
    }

    private static Map<Integer, Item> denied(TransactionCanceledException e) {
        Map<Integer, Item> before = new HashMap<>();
        for (int place = 0; place < e.cancellationReasons().size(); place++) {
            CancellationReason reason = e.cancellationReasons().get(place);
            if (FAILED.equals(reason.code())) {
                before.put(place, Item.of(reason.hasItem() ? reason.item() : null));
            }
        }
        return before;
    }

    private Outcome insisting(String what, Supplier<Outcome> call) {
        for (int attempt = 0; attempt < MOST_TRIES - 1; attempt++) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (!AwsFaults.mayPass(e) || Thread.currentThread().isInterrupted()) {
                    throw AwsFaults.sorted(what + " on table " + name, e);
                }
                patience.after(attempt);
            }
        }
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFaults.sorted(what + " on table " + name, e);
        }
    }
}
