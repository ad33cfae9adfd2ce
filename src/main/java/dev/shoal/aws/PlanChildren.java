package dev.shoal.aws;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.Added;
import dev.shoal.work.TaskBrief;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Creation of a plan's tasks and sub-plans: look at how many it has, and whether this one is among
/// them, and write the next one on condition that it is the next one still.
@ApplicationScoped
class PlanChildren {

    private static final int MOST_LOOKS = 16;

    /// Where the memory of what was made, and the run's quota of tasks, stand in the transaction.
    private static final int MADE = 1;

    private static final int QUOTA = 3;

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
                Parent.heldBy(held),
                brief.fingerprint(),
                TaskId::new,
                number -> task(held.run(), held.plan().task(number), brief));
    }

    Added<TaskId> addErrand(RunId run, PlanId plan, TaskBrief brief) {
        return add(
                Parent.waiting(run, plan),
                brief.errandprint(),
                TaskId::new,
                number -> task(run, plan.task(number), brief));
    }

    private Child<TaskId> task(RunId run, TaskId id, TaskBrief brief) {
        return new Child<>(
                id,
                id.value(),
                List.of(
                        Change.insert(TaskRow.fresh(run, id, brief, now())),
                        quota(run),
                        Tally.created(run, id),
                        log.event(run, "task.created", id.value(), brief.title())));
    }

    private static Change quota(RunId run) {
        return Change.update(Key.quota(run))
                .add("tasks", -1)
                .when("#tasks > :none")
                .with("none", Values.number(0));
    }

    Added<PlanId> addPlan(HeldPlan held, PlanBrief brief) {
        return add(
                Parent.heldBy(held),
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

    /// It is taken to be new until the write says otherwise, which is seldom.
    private <T> Added<T> add(
            Parent parent, String print, Function<String, T> name, IntFunction<Child<T>> birth) {
        Item seen = reader.get(Key.plan(parent.run(), parent.plan())).orElse(Item.NONE);
        Item made = Item.NONE;
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (!parent.isOpen(seen)) {
                return new Added.ClaimLost<>();
            }
            if (made.exists() && !hasFailed(parent, made.text(CHILD))) {
                return new Added.Exists<>(name.apply(made.text(CHILD)));
            }
            Child<T> child = birth.apply(seen.small(PlanRow.CREATED) + 1);
            switch (write(parent, seen, child, made(parent, print, made, child.name()))) {
                case Outcome.Done done -> {
                    return new Added.Created<>(child.id());
                }
                case Outcome.Denied denied when denied.at(0) -> seen = denied.found(0);
                case Outcome.Denied denied when denied.at(MADE) -> made = denied.found(MADE);
                case Outcome.Denied denied when denied.at(QUOTA) -> {
                    return new Added.LimitReached<>();
                }
                case Outcome.Denied denied -> throw taken(child);
            }
        }
        throw new TransientFault("children of " + parent.plan() + " came again and again", null);
    }

    /// A task or a sub-plan: both keep their state under the same name.
    private boolean hasFailed(Parent parent, String child) {
        Key key =
                child.contains("-")
                        ? Key.task(parent.run(), new TaskId(child))
                        : Key.plan(parent.run(), new PlanId(child));
        return reader.get(key).filter(item -> item.is(Life.STATE, PlanRow.FAILED)).isPresent();
    }

    /// Nobody else writes it meanwhile without also changing the plan's count.
    private static Change made(Parent parent, String print, Item before, String child) {
        Item item = Item.at(Key.made(parent.run(), parent.plan(), print)).put(CHILD, child);
        return before.exists()
                ? Change.put(item).when("#child = :before").with("before", before.text(CHILD))
                : Change.insert(item);
    }

    private Outcome write(Parent parent, Item seen, Child<?> child, Change made) {
        long created = seen.number(PlanRow.CREATED);
        Change plan =
                parent.ifOpen(Change.update(seen.key()))
                        .set(PlanRow.CREATED, created + 1)
                        .add(PlanRow.OPEN, List.of(PlanRow.brief(parent.plan(), child.name())))
                        .when("#created = :created")
                        .with("created", Values.number(created));
        List<Change> all = new ArrayList<>(List.of(plan, made));
        all.addAll(child.changes());
        return writer.transact(all);
    }

    private static IllegalStateException taken(Child<?> child) {
        return new IllegalStateException(
                "there is a " + child.name() + " that its plan doesn't know");
    }

    private record Child<T>(T id, String name, List<Change> changes) {}

    /// The plan that gets the child: in a planner's hands (`token`), or waiting (none).
    private record Parent(RunId run, PlanId plan, Optional<String> token) {

        static Parent heldBy(HeldPlan held) {
            return new Parent(held.run(), held.plan(), Optional.of(held.token()));
        }

        static Parent waiting(RunId run, PlanId plan) {
            return new Parent(run, plan, Optional.empty());
        }

        boolean isOpen(Item seen) {
            return token.map(t -> seen.is(Life.STATE, PlanRow.CLAIMED) && seen.is(Life.TOKEN, t))
                    .orElseGet(() -> seen.is(Life.STATE, PlanRow.WAITING));
        }

        Change ifOpen(Change change) {
            return token.map(t -> Life.ifHeld(change, PlanRow.CLAIMED, t))
                    .orElseGet(
                            () ->
                                    change.when("#state = :waiting")
                                            .with("waiting", PlanRow.WAITING));
        }
    }
}
