package dev.shoal.run;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/// What all queue handlers share: decode each message, call, and report those that must come again.
@ApplicationScoped
public class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final InstantSource clock;

    public Deliveries(InstantSource clock) {
        this.clock = clock;
    }

    /// Calls `action` with each announcement and this invocation's deadline. A message that can't
    /// be read, or is not of `kind`, fails for good: it comes again until the queue gives it up to
    /// its dead-letter queue.
    public <A extends Announcement> SQSBatchResponse each(
            SQSEvent event, Context context, Class<A> kind, BiConsumer<A, Instant> action) {
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            try {
                action.accept(kind.cast(AnnouncementCodec.decode(message.getBody())), deadline);
            } catch (RuntimeException e) {
                LOG.warnf(
                        e,
                        "%s will be delivered again: %s",
                        message.getMessageId(),
                        message.getBody());
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }
}
