package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.run.Ledger;
import dev.shoal.run.Pause;
import dev.shoal.run.RunWatch;
import dev.shoal.run.ShoalException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/// Agent loops for tests: real in all but the model, which is given.
public final class Loops {
    private static final int CONTEXT = 120_000;

    private Loops() {}

    /// Every model's name leads to `model`; nothing costs dollars; waits pass at once.
    public static AgentLoop of(
            ChatModel model,
            RunWatch watch,
            Ledger ledger,
            Transcripts transcripts,
            InstantSource clock) {
        return new AgentLoop(
                equipment(model, time -> {}, CONTEXT), watch, ledger, transcripts, clock);
    }

    /// What is around the agents of a test: how waits pass, and what a second of an agent's machine
    /// and of its tools' costs in micro-dollars.
    public record Around(Pause pause, double agent, double tools) {}

    /// The same with something around them.
    public static AgentLoop of(
            ChatModel model,
            RunWatch watch,
            Ledger ledger,
            Transcripts transcripts,
            InstantSource clock,
            Around around) {
        Equipment free = equipment(model, around.pause(), CONTEXT);
        Prices prices = new Prices(Map.of(), new Prices.Machines(around.agent(), around.tools()));
        Equipment all =
                new Equipment(free.chat(), prices, free.context(), free.prompts(), free.waiting());
        return new AgentLoop(all, watch, ledger, transcripts, clock);
    }

    static Equipment equipment(ChatModel model, Pause pause, int context) {
        return new Equipment(
                name -> model,
                new Prices(Map.of()),
                new Context(context, Map.of()),
                Prompts.withoutQuarkus(),
                new Line.Waiting(pause, new Backoff(() -> 0.5)));
    }

    /// What agents of a simulation work with. `limit` is told before each model call how long it
    /// may take; a model that would take longer throws [TookTooLong] when that time has passed. The
    /// result is of a type that only this room knows.
    public static Object inVirtualTime(
            ChatModel model,
            Prompts prompts,
            Pause pause,
            BiConsumer<Duration, BooleanSupplier> limit) {
        TimeLimit inline =
                new TimeLimit() {
                    @Override
                    public <T> T within(Duration most, BooleanSupplier wanted, Callable<T> call)
                            throws TimeoutException, ExecutionException {
                        limit.accept(most, wanted);
                        try {
                            return call.call();
                        } catch (TookTooLong e) {
                            throw new TimeoutException();
                        } catch (ShoalException e) {
                            // Of the look whether it is wanted, which isn't the model's.
                            throw e;
                        } catch (Exception e) {
                            throw new ExecutionException(e);
                        }
                    }
                };
        return new Equipment(
                name -> model,
                new Prices(Map.of()),
                new Context(CONTEXT, Map.of()),
                prompts,
                new Line.Waiting(pause, new Backoff(() -> 0.5), inline));
    }

    /// As a provider answers that wants to be left alone for a while.
    public static RuntimeException tooManyRequests(Duration retryAfter) {
        return new HttpFailure(429, "too many requests", Optional.of(retryAfter));
    }

    /// As the client tells that nobody answers there.
    public static RuntimeException nobodyThere() {
        return new NoAnswer(NoAnswer.What.BROKEN_OFF, "connection refused");
    }

    /// See [#inVirtualTime].
    public static final class TookTooLong extends RuntimeException {}
}
