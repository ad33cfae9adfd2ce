package dev.shoal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// An event source mapping: one message per invocation, as many at once as the function may have
/// instances. What was not handled comes again when its visibility timeout is over.
final class EventSource implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final SqsClient sqs;
    private final String queue;
    private final Function function;
    private final Semaphore slots;
    private volatile boolean open = true;

    EventSource(SqsClient sqs, String queue, Function function) {
        this.sqs = sqs;
        this.queue = queue;
        this.function = function;
        this.slots = new Semaphore(function.most());
    }

    EventSource start() {
        Thread.ofVirtual().name("source-" + function.name()).start(this::poll);
        return this;
    }

    private void poll() {
        while (open) {
            try {
                slots.acquire();
                if (!receive()) {
                    slots.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean receive() {
        try {
            var messages =
                    sqs.receiveMessage(
                                    r ->
                                            r.queueUrl(queue)
                                                    .maxNumberOfMessages(1)
                                                    .waitTimeSeconds(1)
                                                    .messageSystemAttributeNames(
                                                            MessageSystemAttributeName.ALL))
                            .messages();
            messages.forEach(message -> Thread.ofVirtual().start(() -> deliver(message)));
            return !messages.isEmpty();
        } catch (SdkException e) {
            return false;
        }
    }

    private void deliver(Message message) {
        try {
            if (isHandled(function.invoke(JSON.writeValueAsBytes(event(message))), message)) {
                sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        } catch (IOException | RuntimeException e) {
            System.err.println(function.name() + ": " + e);
        } finally {
            slots.release();
        }
    }

    private static boolean isHandled(Outcome outcome, Message message) throws IOException {
        return switch (outcome) {
            case Outcome.Answered(byte[] payload) -> {
                JsonNode failures = JSON.readTree(payload).path("batchItemFailures");
                yield failures.findValuesAsText("itemIdentifier").stream()
                        .noneMatch(message.messageId()::equals);
            }
            case Outcome.Failed failed -> false;
            case Outcome.Died died -> false;
            case Outcome.Throttled throttled -> false;
        };
    }

    private JsonNode event(Message message) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("messageId", message.messageId());
        record.put("receiptHandle", message.receiptHandle());
        record.put("body", message.body());
        record.put("md5OfBody", message.md5OfBody());
        ObjectNode attributes = record.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        record.putObject("messageAttributes");
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + function.name());
        record.put("awsRegion", "us-east-1");
        return event;
    }

    @Override
    public void close() {
        open = false;
    }
}
