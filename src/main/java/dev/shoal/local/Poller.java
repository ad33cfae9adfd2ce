package dev.shoal.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.run.Inbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Does for one queue what Lambda's event source mapping does: invokes the function with one
/// message at a time, at most `concurrency` at once, deletes what was handled, and lets the rest
/// come again. An invocation past its deadline is interrupted and taken for dead; when that
/// happens, fewer run at once for a while: see [Slots].
final class Poller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int MOST = 10;

    private final Function function;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Load load;
    private final Slots slots;
    private volatile boolean open = true;

    /// The function behind a queue of the same name; `deadline` is how long an invocation may take.
    record Function(
            String queue,
            RequestHandler<SQSEvent, SQSBatchResponse> handler,
            int concurrency,
            Duration deadline) {}

    Poller(Function function, Inbox inbox, InstantSource clock, Load load) {
        this.function = function;
        this.inbox = inbox;
        this.clock = clock;
        this.load = load;
        this.slots = new Slots(function.concurrency());
    }

    void start() {
        Thread.ofVirtual().name("poll-" + function.queue()).start(this::poll);
    }

    private void poll() {
        while (open) {
            try {
                if (slots.taken() < Slots.LEAST || !load.isTooHigh()) {
                    receive();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (open) {
                    LOG.warnf("can't receive from %s: %s", function.queue(), e.getMessage());
                    pause();
                }
            }
        }
    }

    private void receive() throws InterruptedException {
        slots.acquire();
        int taken = 1;
        while (taken < MOST && slots.tryAcquire()) {
            taken++;
        }
        int used = 0;
        try {
            List<Inbox.Message> messages = inbox.receive(function.queue(), taken, WAIT);
            for (Inbox.Message message : messages) {
                Thread.ofVirtual()
                        .name(function.queue() + "-" + message.id())
                        .start(() -> invoke(message));
                used++;
            }
        } finally {
            slots.unused(taken - used);
        }
    }

    /// Only what an invocation says within its time counts. One that goes on after that, for all
    /// that it was interrupted, finds its claims gone, and its message is no longer its own.
    private void invoke(Inbox.Message message) {
        FutureTask<SQSBatchResponse> invocation = new FutureTask<>(() -> handle(message));
        boolean late = false;
        try {
            Thread.ofVirtual().name("invoked-" + message.id()).start(invocation);
            settle(message, invocation.get(function.deadline().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            LOG.warnf("%s: an invocation passed its deadline", function.queue());
            invocation.cancel(true);
            late = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            if (open) {
                LOG.warnf(e, "%s: an invocation failed", function.queue());
            }
        } finally {
            if (late) {
                slots.late();
            } else {
                slots.inTime();
            }
        }
    }

    private SQSBatchResponse handle(Inbox.Message message) {
        var context =
                new LocalContext(
                        function.queue(),
                        message.id(),
                        clock.instant().plus(function.deadline()),
                        clock);
        return function.handler().handleRequest(event(message), context);
    }

    private void settle(Inbox.Message message, SQSBatchResponse response) {
        if (response.getBatchItemFailures().isEmpty()) {
            inbox.delete(function.queue(), message);
        } else {
            inbox.putBack(
                    function.queue(),
                    message,
                    Duration.ofSeconds(Math.min(60, 2L * message.count())));
        }
    }

    private static SQSEvent event(Inbox.Message message) {
        SQSEvent.SQSMessage sqs = new SQSEvent.SQSMessage();
        sqs.setMessageId(message.id());
        sqs.setReceiptHandle(message.receipt());
        sqs.setBody(message.body());
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(sqs));
        return event;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open = false;
    }
}
