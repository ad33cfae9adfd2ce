package dev.shoal.run;

import java.util.List;
import java.util.Optional;

/// The runs of this installation. Port. Reads are consistent unless said otherwise.
public interface Runs {

    /// Stores a new run unless one of this id exists. Returns the run that is stored now, with its
    /// limits as they were first asked for: equal to `run` if this call (or an earlier, identical
    /// one) created it.
    Run create(Run run);

    Optional<Run> find(RunId id);

    /// Newest first; eventually consistent. `cursor` as a former page gave it.
    Page<Run> list(int limit, Optional<String> cursor);

    /// All runs that have not ended; eventually consistent.
    List<RunId> live();

    /// Ends the run unless it has ended. True if this call did it; a retry sees false.
    boolean end(RunId id, RunState.Ended end);

    /// A running run becomes paused, in the same cycle. True if it is paused now, by this call or
    /// an earlier one; nothing else is changed.
    boolean pause(RunId id);

    /// A paused run goes on, in the same cycle. True if it is running now.
    boolean resume(RunId id);

    /// Replaces the run's limits if they are still `from`, and adds the difference to what is left
    /// of tasks, tokens and dollars. True if the limits are `to` now, by this call or an earlier
    /// one; false if they are others, or the run can never go on.
    boolean limit(RunId id, Limits from, Limits to);

    /// Keeps what the run's user said. False if there are [Guidance#MOST] already.
    boolean guide(RunId id, String text);

    /// All that was said, in order.
    List<Guidance> guidance(RunId id);

    /// How many tasks of the run are in each state, and how many conflicts were reconciled: the sum
    /// of the tally shards.
    Progress progress(RunId id);
}
