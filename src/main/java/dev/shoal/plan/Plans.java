package dev.shoal.plan;

import dev.shoal.run.Claim;
import dev.shoal.run.Lease;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.Wakes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The plans of each run. Port. Root plans are created by `Cycles`. Reads are consistent. A lost
/// answer is resolved inside the adapter by reading back, so each outcome is what really happened.
public interface Plans extends Wakes {
    Optional<Plan> find(RunId run, PlanId plan);

    /// All plans of the run, in order of id.
    List<Plan> list(RunId run);

    /// Claims a plan that is ready, or claimed with a lease that ended before `now`. Counts an
    /// attempt.
    Claim<Plan> claim(RunId run, PlanId plan, Lease lease, Instant now);

    /// One transaction: creates a ready task, named after the plan and its count of children, puts
    /// it into the plan's open set and counts it against the run's limit of `tasks`, if the plan is
    /// still `held`'s. A plan never has two children of the same [TaskBrief#fingerprint], unless
    /// all before failed: a planner that was killed in the middle of a round, and starts it again,
    /// gets what it created before.
    Added<TaskId> addTask(HeldPlan held, TaskBrief brief);

    /// The same for a sub-plan; it doesn't count as a task.
    Added<PlanId> addPlan(HeldPlan held, PlanBrief brief);

    /// Ends a round: claimed becomes waiting, `heard` is added to what was heard before, the
    /// low-water mark is set to a tenth of the open set's size, rounded down (so always below its
    /// size), the round is counted and attempts start anew. False if the claim is lost. The caller
    /// then calls `wake`.
    boolean await(HeldPlan held, Set<String> heard, String summary);

    /// Gives the plan back as ready, in the same round; the attempt doesn't count. `summary` takes
    /// the place of the last one. False if the claim is lost.
    boolean release(HeldPlan held, String summary);

    /// One transaction: claimed becomes done, and the parent's open set loses this plan. False if
    /// the claim is lost.
    boolean finish(HeldPlan held, PlanState.Done end);

    /// As above.
    boolean finish(HeldPlan held, PlanState.Failed end);
}
