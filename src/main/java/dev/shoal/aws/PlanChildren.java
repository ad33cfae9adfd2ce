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
import java.util.function.Function;
import java.util.function.IntFunction;

/// Creation of a plan's tasks and sub-plans: look at how many it has, and whether this one is among
/// them, and write the next one on condition that it is the next one still.
@ApplicationScoped
class PlanChildren {

    private static final int MOST_LOOKS = 16;

    /// Where the run's quota of tasks stands in the transaction.
    private static final int QUOTA = 2;

    private static final String CHILD = "child";

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
                brief.fingerprint(),
                TaskId::new,
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
                brief.fingerprint(),
                PlanId::new,
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

    private <T> Added<T> add(
            HeldPlan held, String print, Function<String, T> name, IntFunction<Child<T>> birth) {
        Item seen = reader.get(Key.plan(held.run(), held.plan())).orElse(Item.NONE);
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (!isHeld(seen, held)) {
                return new Added.ClaimLost<>();
            }
            Item made = reader.get(Key.made(held.run(), held.plan(), print)).orElse(Item.NONE);
            if (made.exists() && !hasFailed(held, made.text(CHILD))) {
                return new Added.Exists<>(name.apply(made.text(CHILD)));
            }
            Child<T> child = birth.apply(seen.small(PlanRow.CREATED) + 1);
            switch (write(held, seen, child, made(held, print, made, child.name()))) {
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

    /// A task or a sub-plan: both keep their state under the same name.
    private boolean hasFailed(HeldPlan held, String child) {
        Key key =
                child.contains("-")
                        ? Key.task(held.run(), new TaskId(child))
                        : Key.plan(held.run(), new PlanId(child));
        return reader.get(key).filter(item -> item.is(Life.STATE, PlanRow.FAILED)).isPresent();
    }

    /// Nobody else writes it meanwhile without also changing the plan's count.
    private static Change made(HeldPlan held, String print, Item before, String child) {
        Item item = Item.at(Key.made(held.run(), held.plan(), print)).put(CHILD, child);
        return before.exists()
                ? Change.put(item).when("#child = :before").with("before", before.text(CHILD))
                : Change.insert(item);
    }

    private static boolean isHeld(Item plan, HeldPlan held) {
        return plan.is(Life.STATE, PlanRow.CLAIMED) && plan.is(Life.TOKEN, held.token());
    }

    private Outcome write(HeldPlan held, Item seen, Child<?> child, Change made) {
        long created = seen.number(PlanRow.CREATED);
        Change plan =
                Life.ifHeld(Change.update(seen.key()), PlanRow.CLAIMED, held.token())
                        .set(PlanRow.CREATED, created + 1)
                        .add(PlanRow.OPEN, List.of(PlanRow.brief(held.plan(), child.name())))
                        .when("#created = :created")
                        .with("created", Values.number(created));
        List<Change> all = new ArrayList<>(List.of(plan));
        all.addAll(child.changes());
        all.add(made);
        return writer.transact(all);
    }

    private static IllegalStateException taken(Child<?> child) {
        return new IllegalStateException(
                "there is a " + child.name() + " that its plan doesn't know");
    }

    private record Child<T>(T id, String name, List<Change> changes) {}
}
