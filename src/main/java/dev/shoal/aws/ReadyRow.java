package dev.shoal.aws;

import dev.shoal.run.Cut;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitId;
import dev.shoal.work.Held;
import dev.shoal.work.ReadyChange;
import java.time.Duration;
import java.time.Instant;

/// Changes that wait to be landed, as items. One that nobody met for a day is left behind by a
/// worker that died in a run that ended; the table forgets it.
final class ReadyRow {

    private static final Duration KEPT = Duration.ofDays(1);

    private ReadyRow() {}

    static Item item(ReadyChange change) {
        ReadyChange.Offer offer = change.offer();
        return Item.at(Key.ready(change.run(), change.id()))
                .put("id", change.id())
                .put("task", change.held().task().value())
                .put(Life.TOKEN, change.held().token())
                .put("commit", offer.commit().hex())
                .put("pack", offer.pack())
                .put("handoff", Cut.toKeep(offer.handoff()))
                .put("conflicts", offer.conflicts())
                .put("weight", offer.weight())
                .put("millis", change.at().toEpochMilli())
                .put("expires", change.at().plus(KEPT).getEpochSecond());
    }

    static ReadyChange change(RunId run, Item item) {
        return new ReadyChange(
                item.text("id"),
                new Held(run, new TaskId(item.text("task")), item.text(Life.TOKEN)),
                new ReadyChange.Offer(
                        new CommitId(item.text("commit")),
                        item.text("pack"),
                        item.text("handoff"),
                        item.small("conflicts"),
                        item.small("weight")),
                Instant.ofEpochMilli(item.number("millis")));
    }
}
