package dev.shoal.aws;

import dev.shoal.sandbox.Sandbox;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A call that nobody can end, made by a thread of its own so that its caller can stop waiting.
final class Invocation {

    /// How long a stopped invocation is waited for: until it has looked for the signal, and has
    /// wound up.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final FutureTask<byte[]> call;
    private final Runnable stop;

    private Invocation(FutureTask<byte[]> call, Runnable stop) {
        this.call = call;
        this.stop = stop;
    }

    static Invocation start(Callable<byte[]> call, Runnable stop) {
        FutureTask<byte[]> task = new FutureTask<>(call);
        Thread.ofVirtual().name("sandbox-call").start(task);
        return new Invocation(task, stop);
    }

    sealed interface Result {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Answered(byte[] answer) implements Result {}

        record GivenUp() implements Result {}
    }

    /// Looks about once a second whether the job is cancelled; then, or when the thread is
    /// interrupted, signals the function to stop.
    Result await(Sandbox.Job job, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        boolean stopped = false;
        try {
            while (System.nanoTime() < end) {
                try {
                    return new Result.Answered(call.get(1, TimeUnit.SECONDS));
                } catch (TimeoutException notYet) {
                    if (!stopped && job.cancelled().getAsBoolean()) {
                        stopped = true;
                        stop.run();
                        end = System.nanoTime() + GRACE.toNanos();
                    }
                }
            }
        } catch (InterruptedException e) {
            stop.run();
            Thread.currentThread().interrupt();
            return new Result.GivenUp();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
        if (!stopped) {
            stop.run();
        }
        return new Result.GivenUp();
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
