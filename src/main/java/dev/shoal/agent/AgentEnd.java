package dev.shoal.agent;

import java.time.Duration;

/// How an agent ended.
public sealed interface AgentEnd<R> {

    /// A tool finished it.
    record Finished<R>(R result) implements AgentEnd<R> {}

    /// Time is nearly up (or waiting for the model costs more than it is worth): `notes` is what
    /// the agent wrote down for whoever goes on. `later` is how long the next leg had better wait.
    record HandedOver<R>(String notes, Duration later) implements AgentEnd<R> {}

    /// The run's allowance is used up. `notes` is what the agent did, as far as it is known without
    /// asking the model again.
    record OutOfAllowance<R>(String notes) implements AgentEnd<R> {}

    /// The run is paused, or has ended. `notes` as above.
    record Stopped<R>(String notes) implements AgentEnd<R> {}

    /// It can't go on: turns used up, five useless replies in a row, or a model error that a retry
    /// won't mend.
    record Failed<R>(String cause) implements AgentEnd<R> {}
}
