package dev.shoal.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Counts what AWS would charge for: calls by operation, and of the table the capacity that it says
/// each call took. A write that is denied is charged too, but its capacity isn't told and so isn't
/// counted; with one invocation at a time hardly any is.
public final class CostMeter implements ExecutionInterceptor {

    private static final Map<String, DoubleAdder> CALLS = new ConcurrentHashMap<>();
    private static final Map<String, DoubleAdder> UNITS = new ConcurrentHashMap<>();

    /// By operation, such as `Sqs.SendMessage`.
    static Map<String, Double> calls() {
        return sums(CALLS);
    }

    /// Capacity units of the table and its indexes, by operation of DynamoDB.
    static Map<String, Double> units() {
        return sums(UNITS);
    }

    private static Map<String, Double> sums(Map<String, DoubleAdder> counted) {
        Map<String, Double> sums = new TreeMap<>();
        counted.forEach((name, sum) -> sums.put(name, sum.sum()));
        return sums;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        ReturnConsumedCapacity all = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case GetItemRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            case BatchGetItemRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            case QueryRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            case PutItemRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            case UpdateItemRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            case DeleteItemRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            case TransactWriteItemsRequest r -> r.toBuilder().returnConsumedCapacity(all).build();
            default -> context.request();
        };
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        add(CALLS, operation(attributes), 1);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        double units =
                capacity(context.response())
                        .filter(taken -> taken != null && taken.capacityUnits() != null)
                        .mapToDouble(ConsumedCapacity::capacityUnits)
                        .sum();
        if (units > 0) {
            add(UNITS, operation(attributes), units);
        }
    }

    private static Stream<ConsumedCapacity> capacity(SdkResponse response) {
        return switch (response) {
            case GetItemResponse r -> Stream.ofNullable(r.consumedCapacity());
            case BatchGetItemResponse r -> r.consumedCapacity().stream();
            case QueryResponse r -> Stream.ofNullable(r.consumedCapacity());
            case PutItemResponse r -> Stream.ofNullable(r.consumedCapacity());
            case UpdateItemResponse r -> Stream.ofNullable(r.consumedCapacity());
            case DeleteItemResponse r -> Stream.ofNullable(r.consumedCapacity());
            case TransactWriteItemsResponse r -> r.consumedCapacity().stream();
            default -> List.<ConsumedCapacity>of().stream();
        };
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                + "."
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    private static void add(Map<String, DoubleAdder> counted, String name, double amount) {
        counted.computeIfAbsent(name, any -> new DoubleAdder()).add(amount);
    }
}
