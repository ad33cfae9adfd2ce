package dev.shoal.work;

import dev.shoal.run.RunId;
import dev.shoal.trunk.Landing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The changes of each run that wait to be landed together. Port. Reads are consistent.
///
/// That a change waits here gives nobody a right: who lands it must find its task still claimed by
/// its holder. So one that was left behind by a worker that died is either landed or refused, and
/// then withdrawn by whoever met it.
public interface ReadyChanges {

    /// Lets others land the change from now on.
    void publish(ReadyChange change);

    /// The one that has been ready for longest.
    Optional<ReadyChange> front(RunId run);

    /// Those that have been ready for longest, in that order: as many as one landing can hold.
    List<ReadyChange> oldest(RunId run);

    /// As many of these, from the first on, as one landing can hold; at least one.
    List<ReadyChange> fitting(List<ReadyChange> waiting);

    /// Once this has returned, nobody lands the change any more; somebody may have before: see its
    /// task. Harmless if it is gone.
    void withdraw(ReadyChange change);

    /// One transaction: for each of them what [Tasks#land] does, and withdraws what is published.
    /// All or none. The positions follow each other; the caller has seen the landing before the
    /// first. A lost answer is resolved inside. Refused wins over PositionTaken.
    Joint landAll(List<Aboard> all);

    /// A change, and the landing that it becomes.
    record Aboard(ReadyChange change, Landing landing) {}

    /// What became of a joint landing.
    sealed interface Joint {
        record Landed() implements Joint {}

        record PositionTaken() implements Joint {}

        /// These, by id, are published and wait no longer, or their holder has lost the claim.
        /// Nothing was written.
        record Refused(Set<String> ids) implements Joint {}
    }
}
