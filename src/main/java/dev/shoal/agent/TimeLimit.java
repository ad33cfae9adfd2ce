package dev.shoal.agent;

import dev.shoal.run.TransientFault;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes a call that may take so long and no longer. A simulation makes it in virtual time.
interface TimeLimit {

    /// What the call gave. Throws [TimeoutException] once `most` has passed, [ExecutionException]
    /// with what the call threw as its cause.
    <T> T within(Duration most, Callable<T> call) throws TimeoutException, ExecutionException;

    /// On a thread of its own: not every client can be given a time per call.
    TimeLimit ON_A_THREAD =
            new TimeLimit() {
                @Override
                public <T> T within(Duration most, Callable<T> call)
                        throws TimeoutException, ExecutionException {
                    FutureTask<T> task = new FutureTask<>(call);
                    Thread.ofVirtual().name("model-call").start(task);
                    try {
                        return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new TransientFault("interrupted during a model call", e);
                    } finally {
                        task.cancel(true);
                    }
                }
            };
}
