package dev.shoal.memory;

import dev.shoal.run.Lease;
import dev.shoal.run.Trail;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.time.Instant;
import java.util.Optional;

/// A task, whose claim was the last to change it (empty: nobody's), and whether its next claim
/// continues a leg.
record KeptTask(Task task, String token, boolean handedOver) {

    boolean isHeldBy(String claim) {
        return task.state() instanceof TaskState.Claimed(Lease lease)
                && lease.token().equals(claim);
    }

    /// True if this claim's holder brought the task to this very end.
    boolean wasEndedBy(String claim, TaskState end) {
        return token.equals(claim) && task.state().equals(end);
    }

    KeptTask claimed(Lease lease) {
        int attempt = handedOver ? task.attempt() : task.attempt() + 1;
        return changed(
                attempt,
                task.leg(),
                task.checkpoint(),
                new TaskState.Claimed(lease),
                lease.token(),
                false);
    }

    KeptTask ended(TaskState end) {
        return changed(task.attempt(), task.leg(), task.checkpoint(), end, token, false);
    }

    KeptTask handedOver(Checkpoint checkpoint, int legs) {
        return changed(
                task.attempt(),
                task.leg() + legs,
                Optional.of(checkpoint),
                new TaskState.Ready(),
                "",
                true);
    }

    KeptTask retried(String mishap) {
        Task given =
                new Task(
                        task.id(),
                        task.brief(),
                        task.attempt(),
                        task.leg(),
                        task.checkpoint(),
                        Trail.longer(task.mishaps(), mishap),
                        new TaskState.Ready());
        return new KeptTask(given, "", false);
    }

    private KeptTask changed(
            int attempt,
            int leg,
            Optional<Checkpoint> checkpoint,
            TaskState state,
            String by,
            boolean handed) {
        Task after =
                new Task(task.id(), task.brief(), attempt, leg, checkpoint, task.mishaps(), state);
        return new KeptTask(after, by, handed);
    }

    KeptTask expired(Lease lease, int attempts) {
        return changed(
                task.attempt() + attempts,
                task.leg(),
                task.checkpoint(),
                new TaskState.Claimed(new Lease(lease.token(), Instant.EPOCH)),
                token,
                handedOver);
    }
}
