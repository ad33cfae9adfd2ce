package dev.shoal.agent;

import java.util.List;

/// A tool that a model may call. `R` is what the agent as a whole results in: a tool either answers
/// the model or finishes the agent.
public record Tool<R>(
        String name, String description, List<Parameter> parameters, Action<R> action) {

    public record Parameter(String name, Type type, String description, boolean required) {}

    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        STRING_LIST
    }

    /// Does what the tool is for. Throws [dev.shoal.run.Refused] if the model asked for something
    /// impossible; the message is the model's answer then.
    @FunctionalInterface
    public interface Action<R> {
        Reply<R> call(Arguments arguments);
    }

    /// What a call leads to.
    public sealed interface Reply<R> {
        /// Text for the model.
        record Answer<R>(String text) implements Reply<R> {}

        /// The agent has its result. Calls that follow in the same reply of the model are not
        /// executed.
        record Finish<R>(R result) implements Reply<R> {}
    }
}
