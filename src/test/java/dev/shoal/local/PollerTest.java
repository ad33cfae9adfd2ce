package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollerTest {

    private static final SQSBatchResponse FINE = new SQSBatchResponse(List.of());

    private final InMemoryInbox inbox = new InMemoryInbox();
    private Load load = () -> false;
    private @Nullable Poller poller;

    @AfterEach
    void stop() {
        if (poller != null) {
            poller.close();
        }
    }

    @Test
    void whatWasHandledIsDeleted() throws InterruptedException {
        poll(2, (event, context) -> FINE);
        inbox.put("a", "b", "c");
        inbox.awaitHandled(3);

        assertThat(inbox.deleted).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void eachInvocationGetsOneMessage() throws InterruptedException {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        poll(
                4,
                (event, context) -> {
                    sizes.add(event.getRecords().size());
                    return FINE;
                });
        inbox.put("a", "b", "c", "d", "e");
        inbox.awaitHandled(5);

        assertThat(sizes).containsOnly(1).hasSize(5);
    }

    @Test
    void aFailedMessageComesAgain() throws InterruptedException {
        poll(
                2,
                (event, context) -> {
                    var id = event.getRecords().getFirst().getMessageId();
                    return new SQSBatchResponse(
                            id.equals("bad")
                                    ? List.of(new SQSBatchResponse.BatchItemFailure(id))
                                    : List.of());
                });
        inbox.put("good", "bad");
        inbox.awaitHandled(2);

        assertThat(inbox.putBack).containsExactly("bad");
        assertThat(inbox.deleted).containsExactly("good");
    }

    @Test
    void anExceptionLeavesTheMessageToItsVisibilityAndFreesTheSlot() throws InterruptedException {
        poll(
                1,
                (event, context) -> {
                    if (event.getRecords().getFirst().getBody().equals("bad")) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    return FINE;
                });
        inbox.put("bad", "good");
        inbox.awaitHandled(1);

        assertThat(inbox.deleted).containsExactly("good");
        assertThat(inbox.putBack).isEmpty();
    }

    @Test
    void neverMoreThanTheCapAtOnceAndAsManyAsTheCap() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier full = new CyclicBarrier(6);
        poll(
                6,
                (event, context) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    await(full);
                    now.decrementAndGet();
                    return FINE;
                });
        for (int i = 0; i < 24; i++) {
            inbox.put("m" + i);
        }
        inbox.awaitHandled(24);

        assertThat(most).hasValue(6);
    }

    @Test
    void whileTheMachineHasTooMuchToDoOnlyAFewAreBegunAndLaterTheRest()
            throws InterruptedException {
        CountDownLatch few = new CountDownLatch(Slots.LEAST);
        CountDownLatch looked = new CountDownLatch(3);
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        load =
                () -> {
                    looked.countDown();
                    return end.getCount() > 0;
                };
        poll(
                40,
                (event, context) -> {
                    begun.incrementAndGet();
                    few.countDown();
                    await(end);
                    return FINE;
                });
        for (int i = 0; i < Slots.LEAST; i++) {
            inbox.put("m" + i);
        }
        few.await();
        for (int i = Slots.LEAST; i < 40; i++) {
            inbox.put("m" + i);
        }
        looked.await();
        assertThat(begun.get()).isLessThanOrEqualTo(Slots.LEAST + 10);
        end.countDown();
        inbox.awaitHandled(40);
    }

    @Test
    void noMoreIsAskedForThanThereAreFreeSlots() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        poll(
                3,
                (event, context) -> {
                    busy.countDown();
                    await(end);
                    return FINE;
                });
        inbox.put("a", "b");
        busy.await();
        inbox.put("c");
        end.countDown();
        inbox.awaitHandled(3);

        assertThat(inbox.asked).allSatisfy(most -> assertThat(most).isBetween(1, 3));
    }

    @Test
    void anInvocationPastItsDeadlineIsInterruptedAndItsMessageNotDeleted()
            throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        start(
                1,
                Duration.ofMillis(50),
                (event, context) -> {
                    if (event.getRecords().getFirst().getBody().equals("quick")) {
                        return FINE;
                    }
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    throw new IllegalStateException("killed");
                });
        inbox.put("slow");
        interrupted.await();
        inbox.put("quick");
        inbox.awaitHandled(1);

        assertThat(inbox.deleted).containsExactly("quick");
    }

    @Test
    void whatAnInvocationSaysAfterItWasGivenUpCountsForNothing() throws InterruptedException {
        CountDownLatch givenUp = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        start(
                1,
                Duration.ofMillis(50),
                (event, context) -> {
                    if (event.getRecords().getFirst().getBody().equals("slow")) {
                        awaitThroughInterrupts(givenUp);
                        said.countDown();
                    }
                    return FINE;
                });
        inbox.put("slow");
        inbox.put("quick");
        inbox.awaitHandled(1);
        givenUp.countDown();
        said.await();
        inbox.put("next");
        inbox.awaitHandled(2);

        assertThat(inbox.deleted).containsExactly("quick", "next");
        assertThat(inbox.putBack).isEmpty();
    }

    private static void awaitThroughInterrupts(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException e) {
                // Goes on, as code that swallows interrupts does.
            }
        }
    }

    @Test
    void theContextTellsTheTimeThatIsLeft() throws InterruptedException {
        List<Integer> left = new CopyOnWriteArrayList<>();
        poll(
                1,
                (event, context) -> {
                    left.add(context.getRemainingTimeInMillis());
                    return FINE;
                });
        inbox.put("a");
        inbox.awaitHandled(1);

        assertThat(left).singleElement().satisfies(ms -> assertThat(ms).isBetween(1, 60_000));
    }

    private void poll(int concurrency, RequestHandler<SQSEvent, SQSBatchResponse> handler) {
        start(concurrency, Duration.ofMinutes(1), handler);
    }

    private void start(
            int concurrency,
            Duration deadline,
            RequestHandler<SQSEvent, SQSBatchResponse> handler) {
        var function = new Poller.Function("work", handler, concurrency, deadline);
        poller = new Poller(function, inbox, InstantSource.system(), load);
        poller.start();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
