package dev.shoal.simulation;

/// What can go wrong at a call of a port, with a message, or with a model.
enum Fault {
    /// The process dies before the call has an effect.
    DIED_BEFORE,
    /// The process dies after the call's effect.
    DIED_AFTER,
    /// The call has no effect and fails.
    THROTTLED,
    /// The call has its effect, and fails.
    LOST_ANSWER,
    /// The call takes seconds.
    SLOW,
    /// The process stands still for minutes, beyond its lease, and goes on.
    PAUSED,
    /// A message comes twice.
    DUPLICATED,
    /// A message comes minutes late.
    LATE,
    /// A message comes again though it was handled.
    NOT_DELETED,
    /// A message is never delivered. Only those are lost that the sweeper would say again.
    LOST_MESSAGE,
    /// A model fails, or asks to be left alone for a while.
    MODEL
}
