package dev.shoal.work;

import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;

/// Tasks that are not their planner's idea. Port; part of `Plans`.
public interface Errands {

    /// As `Plans.addTask`, on condition that the plan waits for results (else `ClaimLost`): a
    /// planner at work might be about to finish. An errand is known by its title and paths: a plan
    /// has one such that has not failed, however many ask for it at once.
    Added<TaskId> addErrand(RunId run, PlanId plan, TaskBrief brief);
}
