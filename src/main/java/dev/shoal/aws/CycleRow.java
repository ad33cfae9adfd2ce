package dev.shoal.aws;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Verdict;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;

/// Cycles as items.
final class CycleRow {

    static final String OPEN = "open";
    static final String JUDGING = "judging";
    static final String JUDGED = "judged";

    private CycleRow() {}

    /// Not due yet: the end of its root plan makes it so.
    static Item fresh(RunId run, int number, long base) {
        return Item.at(Key.cycle(run, number))
                .put("number", number)
                .put("base", base)
                .put(Life.ATTEMPT, 0)
                .put(Life.STATE, OPEN);
    }

    static Change judged(Change change, Verdict verdict) {
        Change judged =
                Life.end(change, JUDGED)
                        .set("verdict", verdict.label())
                        .set("reason", verdict.reason());
        return verdict instanceof Verdict.Continue(var reason, var guidance)
                ? judged.set("guidance", guidance)
                : judged;
    }

    static Cycle cycle(Item item) {
        return new Cycle(
                item.small("number"),
                item.number("base"),
                item.small(Life.ATTEMPT),
                Life.trail(item),
                state(item));
    }

    private static CycleState state(Item item) {
        return switch (item.text(Life.STATE)) {
            case OPEN -> new CycleState.Open();
            case JUDGING -> new CycleState.Judging(Life.lease(item));
            case JUDGED -> new CycleState.Judged(verdict(item));
            default -> throw new PermanentFault("unknown state of " + item.key(), null);
        };
    }

    private static Verdict verdict(Item item) {
        String reason = item.text("reason");
        return switch (item.text("verdict")) {
            case "complete" -> new Verdict.Complete(reason);
            case "continue" -> new Verdict.Continue(reason, item.text("guidance"));
            case "abandon" -> new Verdict.Abandon(reason);
            default -> throw new PermanentFault("unknown verdict of " + item.key(), null);
        };
    }
}
