package dev.shoal.aws;

import dev.shoal.run.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Receives from the queues, where no event source mapping does.
@ApplicationScoped
public class SqsInbox implements Inbox {
    private final SqsClient client;
    private final Queues queues;

    SqsInbox(SqsClient client, Queues queues) {
        this.client = client;
        this.queues = queues;
    }

    @Override
    public List<Message> receive(String queue, int most, Duration wait) {
        try {
            return client
                    .receiveMessage(
                            r ->
                                    r.queueUrl(url(queue))
                                            .maxNumberOfMessages(most)
                                            .waitTimeSeconds((int) wait.toSeconds())
                                            .messageSystemAttributeNames(
                                                    MessageSystemAttributeName
                                                            .APPROXIMATE_RECEIVE_COUNT))
                    .messages()
                    .stream()
                    .map(SqsInbox::message)
                    .toList();
        } catch (SdkException e) {
            throw AwsFaults.sorted("receiving from " + queue, e);
        }
    }

    @Override
    public void delete(String queue, Message message) {
        try {
            client.deleteMessage(r -> r.queueUrl(url(queue)).receiptHandle(message.receipt()));
        } catch (SdkException e) {
            throw AwsFaults.sorted("deleting a message of " + queue, e);
        }
    }

    @Override
    public void putBack(String queue, Message message, Duration delay) {
        try {
            client.changeMessageVisibility(
                    r ->
                            r.queueUrl(url(queue))
                                    .receiptHandle(message.receipt())
                                    .visibilityTimeout((int) delay.toSeconds()));
        } catch (SdkException e) {
            throw AwsFaults.sorted("putting a message back to " + queue, e);
        }
    }

    private String url(String queue) {
        return queues.url(Queue.valueOf(queue.toUpperCase(Locale.ROOT)));
    }

    private static Message message(software.amazon.awssdk.services.sqs.model.Message m) {
        String count = m.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return new Message(
                m.messageId(),
                m.receiptHandle(),
                m.body(),
                count == null ? 1 : Integer.parseInt(count));
    }
}
