package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Where the queues are. Asked for by name once per process, so that only the prefix of the names
/// need be configured.
@ApplicationScoped
public class Queues {

    /// What the name of a dead-letter queue ends with.
    static final String DEAD = "-dead";

    private final SqsClient client;
    private final String prefix;
    private final Map<Queue, String> urls = new ConcurrentHashMap<>();
    private final Map<Queue, String> dead = new ConcurrentHashMap<>();

    Queues(SqsClient client, ShoalConfig config) {
        this.client = client;
        this.prefix = config.aws().queuePrefix();
    }

    public String url(Queue queue) {
        return urls.computeIfAbsent(queue, queueOf -> url(name(queueOf)));
    }

    /// Where what was received too often ends.
    String deadUrl(Queue queue) {
        return dead.computeIfAbsent(queue, q -> url(name(q) + DEAD));
    }

    String name(Queue queue) {
        return prefix + "-" + queue.suffix();
    }

    private String url(String name) {
        try {
            return client.getQueueUrl(r -> r.queueName(name)).queueUrl();
        } catch (SdkException e) {
            throw AwsFaults.sorted("looking for queue " + name, e);
        }
    }
}
