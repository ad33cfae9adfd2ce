package dev.shoal.run;

import java.util.List;
import java.util.Optional;

/// The runs of this installation. Port. Reads are consistent unless said otherwise.
public interface Runs {

    /// Stores a new run unless one of this id exists. Returns the run that is stored now: equal to
    /// `run` if this call (or an earlier, identical one) created it.
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

    /// How many tasks of the run are in each state, and how many conflicts were reconciled: the sum
    /// of the tally shards.
    Progress progress(RunId id);
}
