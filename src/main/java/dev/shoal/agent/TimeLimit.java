package dev.shoal.agent;

import dev.shoal.run.TransientFault;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Makes a call that may take so long and no longer. A simulation makes it in virtual time.
interface TimeLimit {

    /// How long, in milliseconds, until it is looked again whether the answer is wanted.
    long LOOK = 1_000;

    /// What the call gave. Throws [TimeoutException] once `most` has passed or the answer is no
    /// longer `wanted` (looked at about once a second), [ExecutionException] with what the call
    /// threw as its cause. The call is abandoned then, not waited for.
    <T> T within(Duration most, BooleanSupplier wanted, Callable<T> call)
            throws TimeoutException, ExecutionException;

    /// On a thread of its own: not every client can be given a time per call.
    TimeLimit ON_A_THREAD =
            new TimeLimit() {
                @Override
                public <T> T within(Duration most, BooleanSupplier wanted, Callable<T> call)
                        throws TimeoutException, ExecutionException {
                    FutureTask<T> task = new FutureTask<>(call);
                    Thread.ofVirtual().name("model-call").start(task);
                    try {
                        return awaited(task, most.toMillis(), wanted);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new TransientFault("interrupted during a model call", e);
                    } finally {
                        task.cancel(true);
                    }
                }

                private <T> T awaited(FutureTask<T> task, long most, BooleanSupplier wanted)
                        throws TimeoutException, ExecutionException, InterruptedException {
                    for (long rest = most; rest > 0 && wanted.getAsBoolean(); rest -= LOOK) {
                        try {
                            return task.get(Math.min(rest, LOOK), TimeUnit.MILLISECONDS);
                        } catch (TimeoutException e) {
                            // Not yet; looks again.
                        }
                    }
                    return task.get(0, TimeUnit.MILLISECONDS);
                }
            };
}
