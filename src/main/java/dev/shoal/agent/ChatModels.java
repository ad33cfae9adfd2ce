package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.run.ModelName;

/// The chat models by name. Port: real ones over the network, scripted ones in tests.
@FunctionalInterface
public interface ChatModels {

    /// The model of this name; the same object each time. Throws [dev.shoal.run.Refused] if its
    /// provider is unknown or lacks its key.
    ChatModel of(ModelName name);
}
