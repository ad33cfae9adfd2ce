package dev.shoal.run;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// What all queue handlers share: decode each message, call, and report those that must come again.
@ApplicationScoped
public class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    /// A line for each invocation, which is of interest on AWS only: the template turns it on.
    private static final Logger INVOCATION = Logger.getLogger(LogContext.INVOCATION);

    /// When a message was sent, in milliseconds since 1970, as SQS tells it.
    private static final String SENT = "SentTimestamp";

    private final InstantSource clock;
    private final Metrics metrics;
    private final RunWatch watch;
    private final Events events;

    public Deliveries(InstantSource clock, Metrics metrics, RunWatch watch, Events events) {
        this.clock = clock;
        this.metrics = metrics;
        this.watch = watch;
        this.events = events;
    }

    /// Calls `action` with each announcement and this invocation's deadline. A message that can't
    /// be read, or is not of `kind`, never will be: it is logged, told as an event if its run is
    /// known, and dropped.
    public <A extends Announcement> SQSBatchResponse each(
            SQSEvent event, Context context, Class<A> kind, BiConsumer<A, Instant> action) {
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            try (LogContext log = LogContext.of(context.getAwsRequestId())) {
                if (!isTaken(message, kind, said -> action.accept(said, deadline), log)) {
                    failures.add(new BatchItemFailure(message.getMessageId()));
                }
            }
        }
        return new SQSBatchResponse(failures);
    }

    private <A extends Announcement> boolean isTaken(
            SQSEvent.SQSMessage message, Class<A> kind, Consumer<A> action, LogContext log) {
        try {
            note(message);
            Optional<A> said = readable(message, kind);
            said.ifPresent(log::about);
            Instant began = clock.instant();
            said.ifPresent(action);
            said.ifPresent(s -> handled(s, began));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(
                    e, "%s will be delivered again: %s", message.getMessageId(), message.getBody());
            return false;
        }
    }

    private void handled(Announcement said, Instant began) {
        INVOCATION.infof(
                "%s took %d ms",
                said.getClass().getSimpleName(),
                Duration.between(began, clock.instant()).toMillis());
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

    private <A extends Announcement> Optional<A> readable(
            SQSEvent.SQSMessage message, Class<A> kind) {
        try {
            Announcement said = AnnouncementCodec.decode(message.getBody());
            if (kind.isInstance(said)) {
                return Optional.of(kind.cast(said));
            }
            dropped(message, "not for this queue");
        } catch (Refused e) {
            dropped(message, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void dropped(SQSEvent.SQSMessage message, String why) {
        String body = Cut.middle(message.getBody(), 500);
        LOG.errorf("%s is dropped (%s): %s", message.getMessageId(), why, body);
        AnnouncementCodec.run(message.getBody())
                .flatMap(watch::find)
                .ifPresent(
                        run -> events.append(run.id(), "message.dropped", run.id().value(), body));
    }
}
