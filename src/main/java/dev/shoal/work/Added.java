package dev.shoal.work;

/// What became of creating a task or a sub-plan.
public sealed interface Added<T> {
    record Created<T>(T id) implements Added<T> {}

    /// The plan has this very child already, from before an interruption or by a planner's slip,
    /// and it has not failed. Nothing was created.
    record Exists<T>(T id) implements Added<T> {}

    /// The run's `tasks` limit is used up.
    record LimitReached<T>() implements Added<T> {}

    /// The plan is no longer this planner's; stop quietly.
    record ClaimLost<T>() implements Added<T> {}
}
