package dev.shoal.work;

import dev.shoal.run.Run;
import java.time.Instant;

/// One claimed task in the hands of this invocation, which ends at `deadline`.
public record Job(Run run, Task task, Held held, Instant deadline) {

    /// The name of the scratch folder of this job's commands. It has the token, so that a worker
    /// that has lost its claim and the one that took over never share files.
    String scope() {
        return task.id() + "-" + held.token();
    }

    /// Tells this leg's transcript from those of other legs and attempts.
    String session(String who) {
        return "%s-a%d-l%d-%s".formatted(who, task.attempt(), task.leg(), held.token());
    }
}
