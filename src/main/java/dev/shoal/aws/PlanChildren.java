package dev.shoal.aws;

import dev.shoal.plan.Added;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.TaskBrief;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Creation of a plan's tasks and sub-plans: look at how many it has, and write the next one on
/// condition that it is the next one still.
@ApplicationScoped
class PlanChildren {

    private static final int MOST_LOOKS = 16;

    /// Where the run's quota of tasks stands in the transaction.
    private static final int QUOTA = 2;

    private final TableReader reader;
    private final TableWriter writer;
    private final Log log;
    private final InstantSource clock;

    PlanChildren(TableReader reader, TableWriter writer, Log log, InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    Added<TaskId> addTask(HeldPlan held, TaskBrief brief) {
        return add(
                held,
                number -> {
                    TaskId id = held.plan().task(number);
                    return new Child<>(
                            id,
                            id.value(),
                            List.of(
                                    Change.insert(TaskRow.fresh(held.run(), id, brief, now())),
                                    quota(held),
                                    Tally.created(held.run(), id),
                                    log.event(
                                            held.run(),
                                            "task.created",
                                            id.value(),
                                            brief.title())));
                });
    }

    private static Change quota(HeldPlan held) {
        return Change.update(Key.quota(held.run()))
                .add("tasks", -1)
                .when("#tasks > :none")
                .with("none", Values.number(0));
    }

    Added<PlanId> addPlan(HeldPlan held, PlanBrief brief) {
        return add(
                held,
                number -> {
                    PlanId id = held.plan().child(number);
                    return new Child<>(
                            id,
                            id.value(),
                            List.of(
                                    Change.insert(PlanRow.fresh(held.run(), id, brief, now())),
                                    log.event(
                                            held.run(),
                                            "plan.created",
                                            id.value(),
                                            brief.scope())));
                });
    }

    private Instant now() {
        return clock.instant();
    }

    private <T> Added<T> add(HeldPlan held, IntFunction<Child<T>> birth) {
        Item seen = reader.get(Key.plan(held.run(), held.plan())).orElse(Item.NONE);
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (!isHeld(seen, held)) {
                return new Added.ClaimLost<>();
            }
            Child<T> child = birth.apply(seen.small(PlanRow.CREATED) + 1);
            switch (write(held, seen, child)) {
                case Outcome.Done done -> {
                    return new Added.Created<>(child.id());
                }
                case Outcome.Denied denied when denied.at(0) -> seen = denied.found(0);
                case Outcome.Denied denied when denied.at(QUOTA) -> {
                    return new Added.LimitReached<>();
                }
                case Outcome.Denied denied -> throw taken(child);
            }
        }
        throw new TransientFault("children of " + held.plan() + " came again and again", null);
    }

    private static boolean isHeld(Item plan, HeldPlan held) {
        return plan.is(Life.STATE, PlanRow.CLAIMED) && plan.is(Life.TOKEN, held.token());
    }

    private Outcome write(HeldPlan held, Item seen, Child<?> child) {
        long created = seen.number(PlanRow.CREATED);
        Change plan =
                Life.ifHeld(Change.update(seen.key()), PlanRow.CLAIMED, held.token())
                        .set(PlanRow.CREATED, created + 1)
                        .add(PlanRow.OPEN, List.of(PlanRow.brief(held.plan(), child.name())))
                        .when("#created = :created")
                        .with("created", Values.number(created));
        List<Change> all = new ArrayList<>(List.of(plan));
        all.addAll(child.changes());
        return writer.transact(all);
    }

    private static IllegalStateException taken(Child<?> child) {
        return new IllegalStateException(
                "there is a " + child.name() + " that its plan doesn't know");
    }

    private record Child<T>(T id, String name, List<Change> changes) {}
}
