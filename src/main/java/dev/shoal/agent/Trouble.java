package dev.shoal.agent;

import java.time.Duration;
import java.util.Optional;

/// What went wrong with a model call.
sealed interface Trouble {
    String why();

    /// May pass: throttling, a fault of the server, a dropped connection, no answer in time. `sent`
    /// is true if the provider may have worked on it, and so may charge for it.
    record Passing(String why, Optional<Duration> retryAfter, boolean sent) implements Trouble {}

    /// Won't pass: a wrong key, an unknown model, a request that the provider refuses.
    record Lasting(String why) implements Trouble {}

    /// The conversation is longer than the model takes.
    record TooLong(String why) implements Trouble {}

    /// There was an answer, but it can't be read. It may well have cost something.
    record Unreadable(String why) implements Trouble {}
}
