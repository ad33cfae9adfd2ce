package dev.shoal.work;

import dev.shoal.run.Claim;
import dev.shoal.run.Lease;
import dev.shoal.run.Page;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The tasks of each run. Port. Tasks are created by `Plans.addTask`. Reads are consistent. A lost
/// answer is resolved inside the adapter by reading back, so each outcome is what really happened.
public interface Tasks {
    Optional<Task> find(RunId run, TaskId task);

    /// Those of these that exist, in order of their numbers.
    List<Task> find(RunId run, Collection<TaskId> tasks);

    /// All tasks that this plan created (not those of its sub-plans), in order of creation.
    List<Task> ofPlan(RunId run, PlanId plan);

    /// Tasks of the run in order of their ids, those in the state `label` only, if given.
    Page<Task> list(RunId run, Optional<String> label, int limit, Optional<String> cursor);

    /// Claims a task that is ready, or claimed with a lease that ended before `now`. Counts an
    /// attempt, unless it is the first claim after a `handOver` (which continues that leg). Won
    /// again by the same token.
    Claim<Task> claim(RunId run, TaskId task, Lease lease, Instant now);

    /// One transaction: puts `landing` (whose task is `held`'s) at its position if that is free,
    /// makes the task landed if it is still `held`'s, removes it from its plan's open set, and
    /// counts it (`conflicts` = how many reconciliations it took). ClaimLost wins over
    /// PositionTaken. The caller has seen the landing before it. Repeated by the holder whose
    /// landing it is: Landed again.
    LandResult land(Held held, Landing landing, String handoff, int conflicts);

    /// One transaction: makes the task done or failed if it is still `held`'s, removes it from its
    /// plan's open set, counts it. False if the claim is lost.
    boolean finish(Held held, TaskState.Done end);

    /// As above.
    boolean finish(Held held, TaskState.Failed end);

    /// Gives the task back as ready, with the next leg to start from `checkpoint`, announced after
    /// `later`. False if the claim is lost.
    boolean handOver(Held held, Checkpoint checkpoint, Duration later);

    default boolean handOver(Held held, Checkpoint checkpoint) {
        return handOver(held, checkpoint, Duration.ZERO);
    }

    /// As `handOver`, but no leg is counted: for work that was interrupted through no fault of its
    /// own.
    boolean setAside(Held held, Checkpoint checkpoint);

    /// Gives the task back as ready, as it was before the claim, but for the attempt that it cost
    /// (the next claim costs one, even if this one continued a leg). False if the claim is lost.
    boolean release(Held held);

    /// As `release`, after an attempt that came to grief: `mishap` is kept for the post-mortem, and
    /// is an event. Announced after `later`.
    boolean retry(Held held, String mishap, Duration later);
}
