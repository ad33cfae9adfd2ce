package dev.shoal.run;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What a user asked for. `text` is the goal in their words.
public record Goal(
        String text, Source source, Optional<Verify> verify, Models models, Limits limits) {

    public Goal with(Limits others) {
        return new Goal(text, source, verify, models, others);
    }

    /// Where the code comes from and where it goes: `branch` to start at (empty: the remote's
    /// HEAD), `target` the branch that the mirror writes.
    public record Source(URI repository, Optional<String> branch, String target) {}

    /// The command that must exit 0 before a task lands, run by `/bin/sh -c` at the root of the
    /// tree.
    public record Verify(String command, Duration timeout) {}
}
