package dev.shoal.aws;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Writes down which permission each call would need on AWS, as `action resource`, and which
/// function made it: the one that the test says is running. One runs at a time.
///
/// A transaction needs the permissions of its parts. Resources are called as in the template. A
/// kind of call that is not known here fails, so that none goes unseen.
public final class CallRecorder implements ExecutionInterceptor {

    /// While nobody of interest is running.
    public static final String NOBODY = "nobody";

    private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();
    private static volatile String running = NOBODY;

    /// From now on calls are this function's.
    public static void running(String function) {
        running = function;
    }

    public static Set<String> seen(String function) {
        return new TreeSet<>(SEEN.getOrDefault(function, Set.of()));
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (!running.equals(NOBODY)) {
            permissions(context.request()).forEach(CallRecorder::note);
        }
    }

    /// The function that runs needs this permission.
    static void note(String permission) {
        String function = running;
        if (!function.equals(NOBODY)) {
            SEEN.computeIfAbsent(function, any -> ConcurrentHashMap.newKeySet()).add(permission);
        }
    }

    private static Stream<String> permissions(SdkRequest request) {
        return switch (request) {
            case TransactWriteItemsRequest r ->
                    r.transactItems().stream().flatMap(CallRecorder::part);
            case GetItemRequest r -> table("GetItem");
            case BatchGetItemRequest r -> table("BatchGetItem");
            case PutItemRequest r -> table("PutItem");
            case UpdateItemRequest r -> table("UpdateItem");
            case DeleteItemRequest r -> table("DeleteItem");
            case QueryRequest r when r.indexName() != null ->
                    Stream.of("dynamodb:Query Table/index/" + r.indexName());
            case QueryRequest r -> table("Query");
            case GetObjectRequest r -> object("GetObject", r.key());
            case HeadObjectRequest r -> object("GetObject", r.key());
            case PutObjectRequest r -> object("PutObject", r.key());
            case DeleteObjectRequest r -> object("DeleteObject", r.key());
            case ListObjectsV2Request r -> Stream.of("s3:ListBucket Bucket");
            default -> Stream.of(queue(request));
        };
    }

    private static String queue(SdkRequest request) {
        return switch (request) {
            case GetQueueUrlRequest r -> "sqs:GetQueueUrl " + queue(r.queueName());
            case SendMessageRequest r -> "sqs:SendMessage " + queue(r.queueUrl());
            case ReceiveMessageRequest r -> "sqs:ReceiveMessage " + queue(r.queueUrl());
            case DeleteMessageRequest r -> "sqs:DeleteMessage " + queue(r.queueUrl());
            case ChangeMessageVisibilityRequest r ->
                    "sqs:ChangeMessageVisibility " + queue(r.queueUrl());
            case GetQueueAttributesRequest r -> "sqs:GetQueueAttributes " + queue(r.queueUrl());
            default -> throw new IllegalStateException("no permission known for " + request);
        };
    }

    private static Stream<String> part(TransactWriteItem item) {
        return Stream.of(
                        item.put() == null ? "" : "PutItem",
                        item.update() == null ? "" : "UpdateItem",
                        item.delete() == null ? "" : "DeleteItem",
                        item.conditionCheck() == null ? "" : "ConditionCheckItem")
                .filter(action -> !action.isEmpty())
                .flatMap(CallRecorder::table);
    }

    private static Stream<String> table(String action) {
        return Stream.of("dynamodb:" + action + " Table");
    }

    private static Stream<String> object(String action, String key) {
        String folder = key.substring(0, key.indexOf('/') + 1);
        return Stream.of("s3:" + action + " Bucket/" + folder + "*");
    }

    /// `…/shoal-plan-dead` is the template's `PlanDeadQueue`.
    private static String queue(String nameOrUrl) {
        String[] words = nameOrUrl.substring(nameOrUrl.lastIndexOf('/') + 1).split("-", -1);
        boolean dead = words[words.length - 1].equals("dead");
        String name = words[words.length - (dead ? 2 : 1)];
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + name.substring(1)
                + (dead ? "Dead" : "")
                + "Queue";
    }
}
