package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Creates the queues for local mode, each with one for what was received too often, as the
/// template does on AWS.
@ApplicationScoped
class QueueSetup {

    private static final int MOST_RECEIVES = 5;
    private static final Duration KEPT = Duration.ofDays(14);

    private final SqsClient client;
    private final Queues queues;
    private final Duration invocation;

    QueueSetup(SqsClient client, Queues queues, ShoalConfig config) {
        this.client = client;
        this.queues = queues;
        this.invocation = config.invocation();
    }

    /// Harmless if they are there already; a changed deadline takes effect.
    void create() {
        for (Queue queue : Queue.values()) {
            String name = queues.name(queue);
            String dead = created(name + Queues.DEAD, Map.of());
            set(created(name, Map.of()), dead);
        }
    }

    private String created(String name, Map<QueueAttributeName, String> attributes) {
        try {
            return client.getQueueUrl(r -> r.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException none) {
            return client.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
        }
    }

    private void set(String queue, String dead) {
        client.setQueueAttributes(
                r ->
                        r.queueUrl(queue)
                                .attributes(
                                        Map.of(
                                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                                Long.toString(invocation.toSeconds()),
                                                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                                Long.toString(KEPT.toSeconds()),
                                                QueueAttributeName.REDRIVE_POLICY,
                                                redrive(dead))));
    }

    private String redrive(String dead) {
        String arn =
                client.getQueueAttributes(
                                r -> r.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN);
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                .formatted(arn, MOST_RECEIVES);
    }
}
