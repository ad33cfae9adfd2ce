package dev.shoal.aws;

import dev.shoal.plan.Children;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Plans as items. Children are kept without the plan's own name in front (`-7` for `c1.1-7`), so
/// that thousands of them take little room.
final class PlanRow {

    static final String READY = "ready";
    static final String CLAIMED = "claimed";
    static final String WAITING = "waiting";
    static final String DONE = "done";
    static final String FAILED = "failed";

    static final String ROUND = "round";
    static final String CREATED = "created";
    static final String OPEN = "open";
    static final String HEARD = "heard";
    static final String SUMMARY = "summary";
    static final String LOW_WATER = "lowWater";
    static final String HANDOFF = "handoff";

    /// Its open set is at or below its low-water mark.
    static final String AT_LOW_WATER = "attribute_not_exists(#open) OR size(#open) <= #lowWater";

    private PlanRow() {}

    static Item fresh(RunId run, PlanId id, PlanBrief brief, Instant now) {
        Item item =
                Item.at(Key.plan(run, id))
                        .put("id", id.value())
                        .put("scope", brief.scope())
                        .put("instructions", brief.instructions())
                        .put(Life.ATTEMPT, 0)
                        .put(ROUND, 0)
                        .put(CREATED, 0)
                        .put(SUMMARY, "");
        return Life.begin(item, run, READY, now);
    }

    /// Takes an ended child out of the open set.
    static Change countdown(RunId run, PlanId plan, String child) {
        return countdown(run, plan, List.of(child));
    }

    /// The same for several.
    static Change countdown(RunId run, PlanId plan, List<String> children) {
        return Change.update(Key.plan(run, plan))
                .take(OPEN, children.stream().map(child -> brief(plan, child)).toList())
                .when(Change.PRESENT);
    }

    static Plan plan(Item item) {
        PlanId id = new PlanId(item.text("id"));
        return new Plan(
                id,
                new PlanBrief(item.text("scope"), item.text("instructions")),
                item.small(Life.ATTEMPT),
                item.small(ROUND),
                new Children(
                        item.small(CREATED),
                        full(id, item.set(OPEN)),
                        full(id, item.set(HEARD)),
                        item.text(SUMMARY)),
                Life.trail(item),
                state(item));
    }

    private static PlanState state(Item item) {
        return switch (item.text(Life.STATE)) {
            case READY -> new PlanState.Ready();
            case CLAIMED -> new PlanState.Claimed(Life.lease(item));
            case WAITING -> new PlanState.Waiting(item.small(LOW_WATER));
            case DONE -> new PlanState.Done(item.text(HANDOFF));
            case FAILED -> new PlanState.Failed(item.text(HANDOFF));
            default -> throw new PermanentFault("unknown state of " + item.key(), null);
        };
    }

    static List<String> brief(PlanId plan, Collection<String> children) {
        return children.stream().map(child -> brief(plan, child)).distinct().toList();
    }

    static String brief(PlanId plan, String child) {
        return isChild(plan, child) ? child.substring(plan.value().length()) : child;
    }

    private static boolean isChild(PlanId plan, String child) {
        return child.startsWith(plan.value())
                && child.length() > plan.value().length()
                && isMark(child.charAt(plan.value().length()));
    }

    private static boolean isMark(char c) {
        return c == '-' || c == '.';
    }

    private static Set<String> full(PlanId plan, Set<String> children) {
        return children.stream()
                .map(child -> isMark(child.charAt(0)) ? plan.value() + child : child)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
