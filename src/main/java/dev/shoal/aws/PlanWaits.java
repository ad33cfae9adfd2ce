package dev.shoal.aws;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Ids;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.Wakes.Wake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How plans wait for their children, and who wakes them.
@ApplicationScoped
class PlanWaits {

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
                        .set(
                                PlanRow.LOW_WATER,
                                PlanState.Waiting.mark(open + unheard(held, seen, heard)))
                        .set(PlanRow.SUMMARY, summary)
                        .set(Life.ATTEMPT, 0)
                        .set(Life.LEG, 0)
                        .remove(Life.NOTES, Life.MISHAPS)
                        .add(PlanRow.ROUND, 1)
                        .add(PlanRow.HEARD, PlanRow.brief(held.plan(), heard));
        Change ifSame =
                open == 0
                        ? change.when("attribute_not_exists(#open)")
                        : change.when("size(#open) = :size").with("size", Values.number(open));
        return Life.giveBack(ifSame, PlanRow.WAITING, held.token(), clock.instant());
    }

    /// How many have ended without being heard.
    private static int unheard(HeldPlan held, Item seen, Set<String> heard) {
        Set<String> known = new HashSet<>(seen.set(PlanRow.HEARD));
        known.addAll(PlanRow.brief(held.plan(), heard));
        known.addAll(seen.set(PlanRow.OPEN));
        return Math.max(0, seen.small(PlanRow.CREATED) - known.size());
    }

    boolean handOver(HeldPlan held, String notes, Duration later) {
        Change plan = Life.setAside(mine(held), notes).add(Life.LEG, 1);
        return given(writer.update(ready(plan, held, later)), held);
    }

    boolean setAside(HeldPlan held, String notes) {
        Change plan = Life.setAside(mine(held), notes);
        return given(writer.update(ready(plan, held, Duration.ZERO)), held);
    }

    boolean retry(HeldPlan held, String mishap, Duration later, Log log) {
        Change plan = ready(Life.fail(mine(held), mishap), held, later);
        Change event = log.event(held.run(), "plan.mishap", held.plan().value(), mishap);
        return given(writer.transact(List.of(plan, event)), held);
    }

    private static Change mine(HeldPlan held) {
        Change plan = Change.update(Key.plan(held.run(), held.plan()));
        return Life.ifHeld(plan, PlanRow.CLAIMED, held.token());
    }

    private Change ready(Change plan, HeldPlan held, Duration later) {
        return Life.giveBack(plan, PlanRow.READY, held.token(), clock.instant().plus(later));
    }

    private static boolean given(Outcome outcome, HeldPlan held) {
        return switch (outcome) {
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
