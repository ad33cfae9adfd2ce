package dev.shoal.aws;

import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// One queue per function. Messages carry their run as group, which on a standard queue keeps one
/// busy run from making the others wait.
@ApplicationScoped
public class SqsAnnouncements implements Announcements {

    private static final int LONGEST_SECONDS = 900;

    private final SqsClient client;
    private final Queues queues;

    SqsAnnouncements(SqsClient client, Queues queues) {
        this.client = client;
        this.queues = queues;
    }

    @Override
    public void send(Announcement announcement, Duration delay) {
        String queue = queues.url(Queue.of(announcement));
        try {
            client.sendMessage(
                    r ->
                            r.queueUrl(queue)
                                    .messageBody(AnnouncementCodec.encode(announcement))
                                    .messageGroupId(announcement.run().value())
                                    .delaySeconds(seconds(delay)));
        } catch (SdkException e) {
            throw AwsFaults.sorted("sending %s to %s".formatted(announcement, queue), e);
        }
    }

    /// Rounded up: not before the delay has passed.
    private static int seconds(Duration delay) {
        long seconds = delay.plusMillis(999).toSeconds();
        return Math.clamp(seconds, 0, LONGEST_SECONDS);
    }
}
