package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.shoal.run.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// One agent's line to its model: tries again what may pass, waits no longer than it is worth, and
/// never beyond the agent's time.
final class Line {
    private static final int ATTEMPTS = 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final ChatModel model;
    private final Term term;
    private final BooleanSupplier running;
    private final Waiting waiting;
    private final Till till;

    /// How to wait: between attempts, and for each answer.
    record Waiting(Pause pause, Backoff backoff, TimeLimit limit) {
        Waiting(Pause pause, Backoff backoff) {
            this(pause, backoff, TimeLimit.ON_A_THREAD);
        }
    }

    /// The till is told of each request that got no answer but may be charged for, and is asked
    /// before the next attempt.
    Line(ChatModel model, Term term, BooleanSupplier running, Waiting waiting, Till till) {
        this.model = model;
        this.term = term;
        this.running = running;
        this.waiting = waiting;
        this.till = till;
    }

    Call call(ChatRequest request) {
        Optional<Call> end = Optional.empty();
        for (int attempt = 1; end.isEmpty(); attempt++) {
            end = attempt(request, attempt);
        }
        return end.get();
    }

    /// One attempt, no waiting between attempts. Abandoned as soon as the run is seen to be
    /// stopped.
    Call once(ChatRequest request) {
        Duration most = term.callTime();
        if (!most.isPositive()) {
            return new Call.TimeUp();
        }
        try {
            return new Call.Answered(
                    waiting.limit().within(most, running, () -> model.chat(request)));
        } catch (TimeoutException e) {
            till.chargeSent(request);
            return running.getAsBoolean() ? new Call.TimeUp() : new Call.Stopped();
        } catch (ExecutionException e) {
            return sorted(e.getCause() == null ? e : e.getCause(), request);
        }
    }

    /// Empty if there had better be another attempt (after the wait, which has passed then).
    private Optional<Call> attempt(ChatRequest request, int attempt) {
        Call call = once(request);
        if (!(call instanceof Call.PutOff(String why, Duration asked))) {
            return Optional.of(call);
        }
        Duration wait = waiting.backoff().before(attempt, Optional.of(asked));
        if (attempt == ATTEMPTS) {
            return Optional.of(new Call.PutOff(why, longer(wait, LONGEST_WAIT)));
        }
        if (wait.compareTo(LONGEST_WAIT) > 0 || wait.compareTo(term.left()) >= 0) {
            return Optional.of(new Call.PutOff(why, wait));
        }
        if (!waited(wait)) {
            return Optional.of(new Call.Stopped());
        }
        return till.coversAgain() ? Optional.empty() : Optional.of(new Call.PutOff(why, wait));
    }

    /// False as soon as the run is seen to be stopped.
    private boolean waited(Duration wait) {
        Duration rest = wait;
        while (rest.isPositive() && running.getAsBoolean()) {
            Duration step = rest.compareTo(LOOK) < 0 ? rest : LOOK;
            waiting.pause().of(step);
            rest = rest.minus(step);
        }
        return running.getAsBoolean();
    }

    private Call sorted(Throwable failure, ChatRequest request) {
        if (failure instanceof Error error) {
            throw error;
        }
        return switch (Diagnosis.of(failure)) {
            case Trouble.Passing(String why, Optional<Duration> after, boolean sent) -> {
                if (sent) {
                    till.chargeSent(request);
                }
                yield new Call.PutOff(why, after.orElse(Duration.ZERO));
            }
            case Trouble.Lasting(String why) -> new Call.Broken(why);
            case Trouble.TooLong(String why) -> new Call.TooLong(why);
            case Trouble.Unreadable(String why) -> new Call.Unreadable(why);
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
