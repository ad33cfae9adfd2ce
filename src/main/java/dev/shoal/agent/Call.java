package dev.shoal.agent;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;

/// What a model call came to, after all the attempts that were worth it.
sealed interface Call {
    record Answered(ChatResponse response) implements Call {}

    /// The model can't be had now; it is cheaper to go on later.
    record PutOff(String why, Duration later) implements Call {}

    /// The agent's time ran out over it.
    record TimeUp() implements Call {}

    record Stopped() implements Call {}

    record TooLong(String why) implements Call {}

    record Unreadable(String why) implements Call {}

    record Broken(String why) implements Call {}
}
