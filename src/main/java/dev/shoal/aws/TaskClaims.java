package dev.shoal.aws;

import dev.shoal.run.Claim;
import dev.shoal.run.Lease;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/// Claiming of a task: look, decide, and write on condition that it still is as it was seen.
@ApplicationScoped
class TaskClaims {

    /// How often it may change between a look and a write.
    private static final int MOST_LOOKS = 8;

    private final TableReader reader;
    private final TableWriter writer;

    TaskClaims(TableReader reader, TableWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    Claim<Task> claim(RunId run, TaskId task, Lease lease, Instant now) {
        Item seen = reader.get(Key.task(run, task)).orElse(Item.NONE);
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (!isFree(seen, now)) {
                return standing(seen, lease);
            }
            switch (write(run, seen, lease)) {
                case Outcome.Done done -> {
                    return new Claim.Won<>(claimed(seen, lease));
                }
                case Outcome.Denied denied -> seen = denied.found(0);
            }
        }
        throw new TransientFault(
                "task %s of run %s changed again and again".formatted(task, run), null);
    }

    private static boolean isFree(Item seen, Instant now) {
        return seen.is(Life.STATE, TaskRow.READY)
                || (seen.is(Life.STATE, TaskRow.CLAIMED) && seen.instant(Life.UNTIL).isBefore(now));
    }

    private static Claim<Task> standing(Item seen, Lease lease) {
        if (!seen.is(Life.STATE, TaskRow.CLAIMED)) {
            return new Claim.Gone<>();
        }
        Lease held = Life.lease(seen);
        return held.token().equals(lease.token())
                ? new Claim.Won<>(TaskRow.task(seen))
                : new Claim.Lost<>(held.until());
    }

    /// Only a task that was ready moves in the tally.
    private Outcome write(RunId run, Item seen, Lease lease) {
        Change change =
                Life.claim(Change.update(seen.key()), TaskRow.CLAIMED, lease)
                        .set(Life.ATTEMPT, attempt(seen))
                        .remove(TaskRow.HANDED_OVER)
                        .when("#state = :seen")
                        .with("seen", seen.text(Life.STATE));
        if (seen.is(Life.STATE, TaskRow.CLAIMED)) {
            return writer.update(
                    change.when("#token = :token").with("token", seen.text(Life.TOKEN)));
        }
        TaskId task = new TaskId(seen.text("id"));
        Change asSeen =
                change.when("#attempt = :attempt AND #leg = :leg")
                        .with("attempt", Values.number(seen.number(Life.ATTEMPT)))
                        .with("leg", Values.number(seen.number(TaskRow.LEG)));
        return writer.transact(
                List.of(asSeen, Tally.moved(run, task, TaskRow.READY, TaskRow.CLAIMED)));
    }

    private static int attempt(Item seen) {
        return seen.has(TaskRow.HANDED_OVER)
                ? seen.small(Life.ATTEMPT)
                : seen.small(Life.ATTEMPT) + 1;
    }

    private static Task claimed(Item seen, Lease lease) {
        Task task = TaskRow.task(seen);
        return new Task(
                task.id(),
                task.brief(),
                attempt(seen),
                task.leg(),
                task.checkpoint(),
                task.mishaps(),
                new TaskState.Claimed(lease));
    }
}
