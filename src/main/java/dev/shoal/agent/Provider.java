package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import java.util.Optional;

/// One source of models.
interface Provider {

    /// As it stands before the slash in a model's name.
    String name();

    /// What has to be set before this provider can be used, as a sentence for people; empty if
    /// nothing is missing.
    Optional<String> missing();

    /// A client of the model. Called only if nothing is missing.
    ChatModel build(String model);
}
