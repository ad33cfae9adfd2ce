package dev.shoal.run;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// What all queue handlers share: decode each message, call, and report those that must come again.
@ApplicationScoped
public class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    /// When a message was sent, in milliseconds since 1970, as SQS tells it.
    private static final String SENT = "SentTimestamp";

    private final InstantSource clock;
    private final Metrics metrics;

    @Inject
    public Deliveries(InstantSource clock, Metrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /// Without metrics.
    public Deliveries(InstantSource clock) {
        this(clock, Metrics.NONE);
    }

    /// Calls `action` with each announcement and this invocation's deadline. A message that can't
    /// be read, or is not of `kind`, fails for good: it comes again until the queue gives it up to
    /// its dead-letter queue.
    public <A extends Announcement> SQSBatchResponse each(
            SQSEvent event, Context context, Class<A> kind, BiConsumer<A, Instant> action) {
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            try (LogContext log = LogContext.of(context.getAwsRequestId())) {
                if (!isTaken(message, said -> action.accept(kind.cast(said), deadline), log)) {
                    failures.add(new BatchItemFailure(message.getMessageId()));
                }
            }
        }
        return new SQSBatchResponse(failures);
    }

    private boolean isTaken(
            SQSEvent.SQSMessage message, Consumer<Announcement> action, LogContext log) {
        try {
            note(message);
            Announcement said = AnnouncementCodec.decode(message.getBody());
            log.about(said);
            action.accept(said);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(
                    e, "%s will be delivered again: %s", message.getMessageId(), message.getBody());
            return false;
        }
    }

    /// Of a message that says where it comes from and when it was sent: on AWS.
    private void note(SQSEvent.SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        String source = message.getEventSourceArn();
        if (attributes != null && attributes.containsKey(SENT) && source != null) {
            Instant sent = Instant.ofEpochMilli(Long.parseLong(attributes.get(SENT)));
            metrics.note(
                    new Metrics.Measure.Woken(
                            source.substring(source.lastIndexOf('-') + 1),
                            Duration.between(sent, clock.instant())));
        }
    }
}
