package dev.shoal.aws;

import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk.Consolidation;
import java.time.Instant;

/// Positions of the trunk, and packs up to a position, as items.
final class Landings {

    private Landings() {}

    static Item item(RunId run, Landing landing) {
        return Item.at(Key.landing(run, landing.position()))
                .put("position", landing.position())
                .put("commit", landing.commit().hex())
                .put("pack", landing.pack())
                .put("task", landing.task().map(TaskId::value))
                .put("at", landing.at().toString())
                .put("together", landing.together());
    }

    static Landing landing(Item item) {
        return new Landing(
                item.number("position"),
                new CommitId(item.text("commit")),
                item.text("pack"),
                item.maybe("task").map(TaskId::new),
                Instant.parse(item.text("at")),
                (int) Math.max(1, item.count("together")));
    }

    static Item item(RunId run, Consolidation pack) {
        return Item.at(Key.pack(run, pack.position()))
                .put("position", pack.position())
                .put("commit", pack.commit().hex())
                .put("pack", pack.pack());
    }

    static Consolidation consolidation(Item item) {
        return new Consolidation(
                item.number("position"), new CommitId(item.text("commit")), item.text("pack"));
    }
}
