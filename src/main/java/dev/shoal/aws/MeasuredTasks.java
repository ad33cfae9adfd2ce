package dev.shoal.aws;

import dev.shoal.run.Metrics;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

/// Counts tasks that come to their end, after the write that ended them.
@Decorator
@Priority(1)
@SuppressWarnings("InjectOnConstructorOfAbstractClass") // Quarkus makes the subclass.
abstract class MeasuredTasks implements Tasks {

    private final Tasks tasks;
    private final Metrics metrics;

    @Inject
    MeasuredTasks(@Delegate Tasks tasks, Metrics metrics) {
        this.tasks = tasks;
        this.metrics = metrics;
    }

    @Override
    public LandResult land(Held held, Landing landing, String handoff, int conflicts) {
        LandResult result = tasks.land(held, landing, handoff, conflicts);
        if (result instanceof LandResult.Landed) {
            metrics.note(new Metrics.Measure.TaskEnded("landed"));
            if (conflicts > 0) {
                metrics.note(new Metrics.Measure.Conflicts(conflicts));
            }
        }
        return result;
    }

    @Override
    public boolean finish(Held held, TaskState.Done end) {
        return counted(tasks.finish(held, end), "done");
    }

    @Override
    public boolean finish(Held held, TaskState.Failed end) {
        return counted(tasks.finish(held, end), "failed");
    }

    private boolean counted(boolean ended, String outcome) {
        if (ended) {
            metrics.note(new Metrics.Measure.TaskEnded(outcome));
        }
        return ended;
    }
}
