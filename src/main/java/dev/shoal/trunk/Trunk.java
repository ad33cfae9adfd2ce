package dev.shoal.trunk;

import dev.shoal.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The trunk of each run: an append-only log of landings without gap or fork. Port. Positions after
/// 0 are written by the one transaction that also finishes the task (`Tasks.land`), or by
/// [#append], for commits that are no task's. Reads are consistent.
public interface Trunk {

    /// Writes position 0 if nothing is there; returns the landing that stands at 0 now.
    Landing begin(RunId run, Landing seed);

    /// Puts a landing that has no task at its position if that is free. True if it stands there
    /// now, by this call or an earlier, identical one. The caller has seen the landing before it.
    boolean append(RunId run, Landing landing);

    /// The newest landing. Throws [dev.shoal.run.PermanentFault] if the run has not been seeded.
    Landing end(RunId run);

    /// Landings with a position greater than `position`, in order, at most `limit`.
    List<Landing> after(RunId run, long position, int limit);

    /// The newest consolidated pack: everything reachable from the commit at its position.
    Optional<Consolidation> consolidation(RunId run);

    /// Records a consolidated pack; repeating it is harmless.
    void consolidated(RunId run, Consolidation pack);

    /// What is known about upstream: the newest position that the target branch holds (-1: none).
    long mirrored(RunId run);

    /// Records that the target branch holds `position`; never goes back.
    void mirrored(RunId run, long position);

    /// True for one caller per `next`: succeeds if no push was begun for a time that lies after
    /// `now`, and puts the next one off until `next`. Keeps the mirror to a few pushes a minute.
    boolean mayMirror(RunId run, Instant now, Instant next);

    /// One pack for all up to `position`; `pack` is its key in [Packs].
    record Consolidation(long position, CommitId commit, String pack) {}
}
