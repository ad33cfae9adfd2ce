package dev.shoal.work;

import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import java.util.List;

/// The failures that tasks met, by cycle and [Symptom]. Port. Each change is one conditional write,
/// may be repeated, and answers with the break as it stands afterwards.
public interface Breaks {

    /// Notes that the task met it in its cycle. Changes nothing if there is a fix.
    Break met(RunId run, TaskId by, Symptom symptom);

    /// Names the task that mends it, unless there is one, or `seen` was of a former round.
    Break mends(RunId run, Break seen, TaskId fix);

    /// It came back, or was not mended, and was met by this task: a new round begins, without a
    /// fix. Changes nothing if `seen` has another fix than is there.
    Break reopen(RunId run, Break seen, TaskId by);

    /// All of the cycle, in no particular order.
    List<Break> list(RunId run, int cycle);
}
