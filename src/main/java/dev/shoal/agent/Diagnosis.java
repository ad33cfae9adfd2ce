package dev.shoal.agent;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Sorts the exceptions of model clients, once, at the edge.
final class Diagnosis {
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
    private static final int SHOWN = 500;

    /// Out of money, not out of breath: OpenAI says so with a 429 as well.
    private static final String NO_CREDIT = "insufficient_quota";

    /// Providers put (parts of) keys into their complaints about keys.
    private static final Pattern KEY = Pattern.compile("(sk-|Bearer )[A-Za-z0-9_*.-]{4,}");

    private static final Pattern TOO_LONG =
            Pattern.compile(
                    "context.{0,20}(length|window)|maximum context|(prompt|input) is too long"
                            + "|too many (input )?tokens|request_too_large",
                    Pattern.CASE_INSENSITIVE);

    private Diagnosis() {}

    static Trouble of(Throwable failure) {
        return find(failure, HttpException.class)
                .map(Diagnosis::answered)
                .or(() -> find(failure, NoAnswer.class).map(Diagnosis::onTheWay))
                .or(() -> find(failure, RetriableException.class).map(Diagnosis::retriable))
                .or(() -> find(failure, NonRetriableException.class).map(Diagnosis::refused))
                .orElseGet(() -> unreadable(failure));
    }

    private static Trouble answered(HttpException e) {
        int status = e.statusCode();
        String body = String.valueOf(e.getMessage());
        String why = "status " + status + ": " + shown(body);
        if ((PASSING.contains(status) && !body.contains(NO_CREDIT)) || status >= 500) {
            return new Trouble.Passing(why, retryAfter(e), false);
        }
        return refused(why, body);
    }

    private static Optional<Duration> retryAfter(HttpException e) {
        return e instanceof HttpFailure failure ? failure.retryAfter() : Optional.empty();
    }

    private static Trouble onTheWay(NoAnswer e) {
        String why = shown(String.valueOf(e.getMessage()));
        return switch (e.what()) {
            case BROKEN_OFF -> new Trouble.Passing(why, Optional.empty(), false);
            case TIMED_OUT -> new Trouble.Passing(why, Optional.empty(), true);
            case TOO_LARGE -> new Trouble.Unreadable(why);
        };
    }

    private static Trouble retriable(RetriableException e) {
        return new Trouble.Passing(shown(String.valueOf(e.getMessage())), Optional.empty(), false);
    }

    private static Trouble refused(NonRetriableException e) {
        String text = String.valueOf(e.getMessage());
        return refused(shown(text), text);
    }

    private static Trouble refused(String why, String text) {
        return TOO_LONG.matcher(text).find() ? new Trouble.TooLong(why) : new Trouble.Lasting(why);
    }

    private static Trouble unreadable(Throwable e) {
        return new Trouble.Unreadable("the answer can't be read: " + shown(e.toString()));
    }

    private static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return KEY.matcher(cut).replaceAll("$1***");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
