package dev.shoal.aws;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitId;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Task;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import java.time.Instant;
import java.util.Optional;

/// Tasks as items.
final class TaskRow {

    static final String READY = "ready";
    static final String CLAIMED = "claimed";
    static final String LANDED = "landed";
    static final String DONE = "done";
    static final String FAILED = "failed";

    static final String LEG = Life.LEG;
    static final String POSITION = "position";
    static final String HANDOFF = "handoff";

    /// There if the next claim continues a leg.
    static final String HANDED_OVER = "handedOver";

    private TaskRow() {}

    static Item fresh(RunId run, TaskId id, TaskBrief brief, Instant now) {
        Item item =
                Item.at(Key.task(run, id))
                        .put("id", id.value())
                        .put("title", brief.title())
                        .put("instructions", brief.instructions())
                        .put("paths", brief.paths())
                        .put("acceptance", brief.acceptance())
                        .put(Life.ATTEMPT, 0)
                        .put(LEG, 0);
        return Life.begin(item, run, READY, now);
    }

    static Change checkpoint(Change change, Checkpoint checkpoint) {
        return change.set("work", checkpoint.work().hex())
                .set("base", checkpoint.position())
                .set("pack", checkpoint.pack())
                .set("notes", checkpoint.notes());
    }

    static Task task(Item item) {
        return new Task(
                new TaskId(item.text("id")),
                new TaskBrief(
                        item.text("title"),
                        item.text("instructions"),
                        item.texts("paths"),
                        item.maybe("acceptance")),
                item.small(Life.ATTEMPT),
                item.small(LEG),
                checkpoint(item),
                item.anyTexts(Life.MISHAPS),
                state(item));
    }

    private static Optional<Checkpoint> checkpoint(Item item) {
        return item.maybe("work")
                .map(
                        work ->
                                new Checkpoint(
                                        new CommitId(work),
                                        item.number("base"),
                                        item.text("pack"),
                                        item.text("notes")));
    }

    static TaskState state(Item item) {
        return switch (item.text(Life.STATE)) {
            case READY -> new TaskState.Ready();
            case CLAIMED -> new TaskState.Claimed(Life.lease(item));
            case LANDED -> new TaskState.Landed(item.number(POSITION), item.text(HANDOFF));
            case DONE -> new TaskState.Done(item.text(HANDOFF));
            case FAILED -> new TaskState.Failed(item.text(HANDOFF));
            default -> throw new PermanentFault("unknown state of " + item.key(), null);
        };
    }
}
