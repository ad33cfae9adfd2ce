package dev.shoal.work;

import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;

/// The right to change a claimed task: its name and the claim's token. Every write made with it
/// fails once somebody else has claimed the task.
public record Held(RunId run, TaskId task, String token) {}
