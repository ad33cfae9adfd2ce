package dev.shoal.aws;

import dev.shoal.contracts.Scene;
import dev.shoal.memory.InMemoryAnnouncements;
import dev.shoal.plan.HeldPlan;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunWatch;
import dev.shoal.run.Sweep;
import dev.shoal.run.TaskId;
import dev.shoal.work.TaskState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// A run with as many finished tasks as are wanted, and what a sweep reads of it.
public final class SweptRun {
    private static final int BATCH = 25;

    private int calls;
    private int items;
    private final AwsStores stores = new AwsStores(counting(AwsStores.DYNAMO));
    private final Scene scene = Scene.running(stores);
    private final HeldPlan planner = scene.rootPlanner();
    private final Map<String, AttributeValue> finished;
    private int finishedTasks;

    /// Calls that read, and the items that the table looked at for them.
    public record Reads(int calls, int items) {}

    /// One task of it has finished, as tasks do; the others are made in its likeness.
    public SweptRun() {
        TaskId task = scene.task(planner);
        scene.stores.tasks().finish(scene.worker(task), new TaskState.Done("ok"));
        finished = stores.reader().get(Key.task(scene.run, task)).orElseThrow().attributes();
        sweep();
    }

    private DynamoDbClient counting(DynamoDbClient real) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object answer = method.invoke(real, arguments);
                                count(answer);
                                return answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void count(Object answer) {
        int read =
                switch (answer) {
                    case QueryResponse page -> page.scannedCount();
                    case GetItemResponse one -> 1;
                    case BatchGetItemResponse some ->
                            some.responses().values().stream().mapToInt(List::size).sum();
                    default -> -1;
                };
        if (read >= 0) {
            calls++;
            items += read;
        }
    }

    /// As many more tasks that have finished.
    public void finish(int more) {
        List<WriteRequest> batch = new ArrayList<>();
        for (int made = 0; made < more; made++) {
            Map<String, AttributeValue> item = new HashMap<>(finished);
            item.put("sk", Values.text(Key.TASKS + "c1-x%07d".formatted(finishedTasks++)));
            batch.add(WriteRequest.builder().putRequest(p -> p.item(item)).build());
            if (batch.size() == BATCH || made == more - 1) {
                Map<String, List<WriteRequest>> puts =
                        Map.of(AwsStores.CONFIG.aws().table(), List.copyOf(batch));
                AwsStores.DYNAMO.batchWriteItem(r -> r.requestItems(puts));
                batch.clear();
            }
        }
    }

    /// Time stands still, so what one sweep has put off is not due for the next.
    public Reads sweep() {
        calls = 0;
        items = 0;
        var announcements = new InMemoryAnnouncements(stores.clock());
        var watch = new RunWatch(stores.runs(), stores.clock());
        var end = new RunEnd(stores.runs(), watch, announcements, stores.clock());
        new Sweep(stores.runs(), stores.overdue(), announcements, end, stores.clock()).sweep();
        return new Reads(calls, items);
    }
}
