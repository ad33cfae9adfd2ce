package dev.shoal.plan;

import dev.shoal.run.Claim;
import dev.shoal.run.Lease;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Added;
import dev.shoal.work.Errands;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.Wakes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The plans of each run. Port. Root plans are created by `Cycles`. Reads are consistent. A lost
/// answer is resolved inside the adapter by reading back, so each outcome is what really happened.
public interface Plans extends Wakes, Errands {
    Optional<Plan> find(RunId run, PlanId plan);

    /// Those of these that exist, in order of their ids.
    List<Plan> find(RunId run, Collection<PlanId> plans);

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

    /// As `addTask` for a sub-plan; it doesn't count as a task.
    Added<PlanId> addPlan(HeldPlan held, PlanBrief brief);

    /// Ends a round: claimed becomes waiting, `heard` is added to what was heard before, the round
    /// is counted, attempts start anew and the trail is forgotten. The low-water mark is set
    /// ([PlanState.Waiting#mark]) by the children whose results are still to be heard: those that
    /// are open, and those that ended during the round. So results that came meanwhile wake it at
    /// once if hardly any more are to come; and if none came, the mark is below what is open. False
    /// if the claim is lost. The caller then calls `wake`.
    boolean await(HeldPlan held, Set<String> heard, String summary);

    /// Gives the plan back as ready in the middle of its round, whose next leg goes on from
    /// `notes`, announced after `later`. Costs no attempt, but a leg. False if the claim is lost.
    boolean handOver(HeldPlan held, String notes, Duration later);

    /// As `handOver`, at once, but no leg is counted: for work that was interrupted through no
    /// fault of its own.
    boolean setAside(HeldPlan held, String notes);

    /// Gives the plan back as ready, as it was before the claim, but for the attempt that it cost.
    /// `mishap` is kept for the post-mortem, and is an event. Announced after `later`. False if the
    /// claim is lost.
    boolean retry(HeldPlan held, String mishap, Duration later);

    /// One transaction: claimed becomes done, and the parent's open set loses this plan. False if
    /// the claim is lost.
    boolean finish(HeldPlan held, PlanState.Done end);

    /// As above.
    boolean finish(HeldPlan held, PlanState.Failed end);
}
