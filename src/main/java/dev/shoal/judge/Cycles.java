package dev.shoal.judge;

import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Claim;
import dev.shoal.run.Lease;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The cycles of each run. Port. Reads are consistent. A lost answer is resolved inside the
/// adapter.
public interface Cycles {
    Optional<Cycle> find(RunId run, int cycle);

    /// All cycles of the run, in order.
    List<Cycle> list(RunId run);

    /// One transaction: a seeding run becomes running in cycle 1, which begins at position 0, with
    /// a ready root plan. True if the run is running in cycle 1 now, by this call or an earlier
    /// one.
    boolean first(RunId run, PlanBrief root);

    /// Claims the judging of a cycle that is open, or being judged with a lease that ended before
    /// `now`.
    Claim<Cycle> claim(RunId run, int cycle, Lease lease, Instant now);

    /// Gives the judging back: the cycle is open again, and its next judge goes on from `notes`,
    /// announced after `later`. Costs no attempt, but a leg. False if the claim is lost.
    boolean handOver(RunId run, int cycle, String token, String notes, Duration later);

    /// As `handOver`, at once, but no leg is counted: for work that was interrupted through no
    /// fault of its own.
    boolean setAside(RunId run, int cycle, String token, String notes);

    /// Gives the judging back, as it was before the claim, but for the attempt that it cost.
    /// `mishap` is kept for the post-mortem, and is an event. Announced after `later`. False if the
    /// claim is lost.
    boolean retry(RunId run, int cycle, String token, String mishap, Duration later);

    /// One transaction, if the judging is still held with `token` and the run is still in this
    /// cycle, running or paused: the cycle is judged, and the run goes on with the next cycle.
    /// False if not; a repeat with the token that judged it is true.
    boolean goOn(RunId run, int cycle, String token, Verdict.Continue verdict, Next next);

    /// One transaction, under the same conditions: the cycle is judged, and the run ends. Also for
    /// a `continue` at the cycle limit (`end` is then exhausted).
    boolean close(RunId run, int cycle, String token, Verdict verdict, RunState.Ended end);

    /// One transaction: a run that ended as exhausted goes on in this cycle (0: with its seeding),
    /// or, if `next` is given, in the one after it, which begins like that. False if it did not end
    /// so, or in another cycle; a repeat is true.
    boolean reopen(RunId run, int cycle, Optional<Next> next);

    /// How the next cycle begins: at the trunk position `base`, with this root plan.
    record Next(long base, PlanBrief root) {}
}
