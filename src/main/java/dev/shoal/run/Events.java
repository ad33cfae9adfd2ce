package dev.shoal.run;

import java.util.List;
import java.util.Optional;

/// What happened in a run, for people. Port. Nothing decides anything by events. The adapters
/// append the events of state changes themselves, in the same transaction.
public interface Events {
    void append(RunId run, String kind, String subject, String text);

    /// In order of id, those after `id` (empty: from the first on), at most `limit`.
    List<Event> after(RunId run, Optional<String> id, int limit);
}
