package dev.shoal.work;

import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;

/// Waking of a plan that waits for results. Port; part of `Plans`.
public interface Wakes {

    /// Makes a waiting plan ready if its open set is at or below its low-water mark: one
    /// conditional write.
    Wake wake(RunId run, PlanId plan);

    /// What the plan's state was found, or made, to be.
    enum Wake {
        /// This call made it ready: the caller announces it.
        MADE_READY,
        /// It was ready before: whoever repeats announcements may announce it again.
        ALREADY_READY,
        /// It is being worked on, has more to wait for, or has ended.
        NOT_YET
    }
}
