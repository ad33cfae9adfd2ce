package dev.shoal.aws;

import dev.shoal.run.DeadLetters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The dead-letter queues, one beside each queue.
@ApplicationScoped
public class SqsDeadLetters implements DeadLetters {
    private final SqsClient client;
    private final Queues queues;

    SqsDeadLetters(SqsClient client, Queues queues) {
        this.client = client;
        this.queues = queues;
    }

    @Override
    public List<Letter> receive(int most) {
        return Arrays.stream(Queue.values()).flatMap(queue -> receive(queue, most)).toList();
    }

    private Stream<Letter> receive(Queue queue, int most) {
        String url = queues.deadUrl(queue);
        try {
            return client
                    .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(most))
                    .messages()
                    .stream()
                    .map(m -> new Letter(queue.suffix(), m.receiptHandle(), m.body()));
        } catch (SdkException e) {
            throw AwsFaults.sorted("receiving from " + url, e);
        }
    }

    @Override
    public void delete(Letter letter) {
        String url = queues.deadUrl(Queue.valueOf(letter.queue().toUpperCase(Locale.ROOT)));
        try {
            client.deleteMessage(r -> r.queueUrl(url).receiptHandle(letter.receipt()));
        } catch (SdkException e) {
            throw AwsFaults.sorted("deleting a message of " + url, e);
        }
    }
}
