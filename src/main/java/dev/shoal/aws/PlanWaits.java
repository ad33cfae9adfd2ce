package dev.shoal.aws;

import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Ids;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.Wakes.Wake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;

/// How plans wait for their children, and who wakes them.
@ApplicationScoped
class PlanWaits {

    /// A plan is woken when this fraction of what it waited for is left, lest one straggler stall
    /// it.
    private static final int LOW_WATER = 10;

    private static final int MOST_LOOKS = 16;

    /// Who was the last to wake it.
    private static final String WOKEN_BY = "wokenBy";

    private final TableReader reader;
    private final TableWriter writer;
    private final Ids ids;
    private final InstantSource clock;

    PlanWaits(TableReader reader, TableWriter writer, Ids ids, InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.ids = ids;
        this.clock = clock;
    }

    /// The low-water mark depends on the size of the open set, so the write is on condition of the
    /// size seen.
    boolean await(HeldPlan held, Set<String> heard, String summary) {
        Item seen = reader.get(Key.plan(held.run(), held.plan())).orElse(Item.NONE);
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (!seen.is(Life.STATE, PlanRow.CLAIMED) || !seen.is(Life.TOKEN, held.token())) {
                return seen.is(Life.GIVEN_BY, held.token());
            }
            switch (writer.update(waiting(held, seen, heard, summary))) {
                case Outcome.Done done -> {
                    return true;
                }
                case Outcome.Denied denied -> seen = denied.found(0);
            }
        }
        throw new TransientFault("children of " + held.plan() + " ended again and again", null);
    }

    private Change waiting(HeldPlan held, Item seen, Set<String> heard, String summary) {
        int open = seen.set(PlanRow.OPEN).size();
        Change change =
                Life.ifHeld(Change.update(seen.key()), PlanRow.CLAIMED, held.token())
                        .set(PlanRow.LOW_WATER, open / LOW_WATER)
                        .set(PlanRow.SUMMARY, summary)
                        .set(PlanRow.ATTEMPT, 0)
                        .add(PlanRow.ROUND, 1)
                        .add(PlanRow.HEARD, PlanRow.brief(held.plan(), heard));
        Change ifSame =
                open == 0
                        ? change.when("attribute_not_exists(#open)")
                        : change.when("size(#open) = :size").with("size", Values.number(open));
        return Life.giveBack(ifSame, PlanRow.WAITING, held.token(), clock.instant());
    }

    boolean release(HeldPlan held, String summary) {
        Change change =
                Life.ifHeld(
                                Change.update(Key.plan(held.run(), held.plan())),
                                PlanRow.CLAIMED,
                                held.token())
                        .set(PlanRow.SUMMARY, summary)
                        .add(PlanRow.ATTEMPT, -1);
        return switch (writer.update(
                Life.giveBack(change, PlanRow.READY, held.token(), clock.instant()))) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied ->
                    denied.found(0).is(Life.STATE, PlanRow.READY)
                            && denied.found(0).is(Life.GIVEN_BY, held.token());
        };
    }

    Wake wake(RunId run, PlanId plan) {
        String waker = ids.next();
        Change change =
                Change.update(Key.plan(run, plan))
                        .set(Life.STATE, PlanRow.READY)
                        .set(Life.DUE, Life.soon(clock.instant()))
                        .set(WOKEN_BY, waker)
                        .when("#state = :waiting")
                        .with("waiting", PlanRow.WAITING)
                        .when(PlanRow.AT_LOW_WATER);
        return switch (writer.update(change)) {
            case Outcome.Done done -> Wake.MADE_READY;
            case Outcome.Denied denied -> standing(denied.found(0), waker);
        };
    }

    private static Wake standing(Item plan, String waker) {
        if (!plan.is(Life.STATE, PlanRow.READY)) {
            return Wake.NOT_YET;
        }
        return plan.is(WOKEN_BY, waker) ? Wake.MADE_READY : Wake.ALREADY_READY;
    }

    /// Who learns that a plan has ended: its parent's open set, or, for a root plan, the cycle,
    /// which is to be judged.
    Change told(HeldPlan held) {
        PlanId plan = held.plan();
        return plan.parent()
                .map(parent -> PlanRow.countdown(held.run(), parent, plan.value()))
                .orElseGet(
                        () ->
                                Change.update(Key.cycle(held.run(), plan.cycle()))
                                        .set(Life.RUN, held.run().value())
                                        .set(Life.DUE, Life.soon(clock.instant()))
                                        .when(Change.PRESENT));
    }
}
