package dev.shoal.local.cli;

import java.time.Duration;
import java.util.List;

/// Where the progress of a run is shown.
interface Screen {

    /// Shows what happened since the last call and how the run stands.
    void show(List<String> happened, RunStatus run, Duration elapsed);

    /// Something to know that is not part of the run, such as a server that doesn't answer.
    void note(String text);

    /// How long to wait before the next look at the run.
    Duration pace();

    /// The last view of it, and all that is to be said in the end.
    void end(List<String> summary);
}
