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

    private final SqsClient client;
    private final String prefix;
    private final Map<Queue, String> urls = new ConcurrentHashMap<>();

    Queues(SqsClient client, ShoalConfig config) {
        this.client = client;
        this.prefix = config.aws().queuePrefix();
    }

    public String url(Queue queue) {
        return urls.computeIfAbsent(queue, this::lookUp);
    }

    String name(Queue queue) {
        return prefix + "-" + queue.suffix();
    }

    private String lookUp(Queue queue) {
        try {
            return client.getQueueUrl(r -> r.queueName(name(queue))).queueUrl();
        } catch (SdkException e) {
            throw AwsFaults.sorted("looking for queue " + name(queue), e);
        }
    }
}
