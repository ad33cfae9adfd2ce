package dev.shoal.agent;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/// An answer of a provider that isn't a success, with what LangChain4j's own exception doesn't
/// keep: the body apart from the message, and for how long the provider asked us to stay away.
final class HttpFailure extends HttpException {
    private final transient Optional<Duration> retryAfter;

    HttpFailure(int status, String body, Optional<Duration> retryAfter) {
        super(status, body);
        this.retryAfter = retryAfter;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
