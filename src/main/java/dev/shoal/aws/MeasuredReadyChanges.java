package dev.shoal.aws;

import dev.shoal.run.Metrics;
import dev.shoal.work.ReadyChanges;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import java.util.List;

/// Counts tasks that land together, after the write that ended them.
@Decorator
@Priority(1)
@SuppressWarnings("InjectOnConstructorOfAbstractClass") // Quarkus makes the subclass.
abstract class MeasuredReadyChanges implements ReadyChanges {

    private final ReadyChanges ready;
    private final Metrics metrics;

    // The container does inject constructors of decorators, abstract or not.
    @Inject
    @SuppressWarnings("InjectOnConstructorOfAbstractClass")
    MeasuredReadyChanges(@Delegate ReadyChanges ready, Metrics metrics) {
        this.ready = ready;
        this.metrics = metrics;
    }

    @Override
    public Joint landAll(List<Aboard> all) {
        Joint result = ready.landAll(all);
        if (result instanceof Joint.Landed) {
            all.forEach(this::count);
        }
        return result;
    }

    private void count(Aboard landed) {
        metrics.note(new Metrics.Measure.TaskEnded("landed"));
        int conflicts = landed.change().offer().conflicts();
        if (conflicts > 0) {
            metrics.note(new Metrics.Measure.Conflicts(conflicts));
        }
    }
}
