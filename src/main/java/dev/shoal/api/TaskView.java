package dev.shoal.api;

import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task as clients see it. `position` on the trunk if it landed.
@RegisterForReflection
public record TaskView(
        String id,
        String plan,
        String state,
        String title,
        String instructions,
        List<String> paths,
        @Nullable String acceptance,
        int attempt,
        int leg,
        @Nullable Long position,
        @Nullable String handoff) {
    static TaskView of(Task t) {
        return new TaskView(
                t.id().value(),
                t.id().plan().value(),
                t.state().label(),
                t.brief().title(),
                t.brief().instructions(),
                t.brief().paths(),
                t.brief().acceptance().orElse(null),
                t.attempt(),
                t.leg(),
                t.state() instanceof TaskState.Landed landed ? (Long) landed.position() : null,
                handoff(t.state()));
    }

    private static @Nullable String handoff(TaskState state) {
        return switch (state) {
            case TaskState.Landed landed -> landed.handoff();
            case TaskState.Done done -> done.handoff();
            case TaskState.Failed failed -> failed.handoff();
            case TaskState.Ready ready -> null;
            case TaskState.Claimed claimed -> null;
        };
    }
}
