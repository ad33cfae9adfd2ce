package dev.shoal.memory;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.plan.Plans;
import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.Lease;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Added;
import dev.shoal.work.Task;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

public final class InMemoryPlans implements Plans {

    private final Memory memory;

    InMemoryPlans(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Plan> find(RunId run, PlanId plan) {
        return memory.on(run, shelf -> kept(shelf, plan)).map(KeptPlan::plan);
    }

    private static Optional<KeptPlan> kept(Shelf shelf, PlanId plan) {
        return Optional.ofNullable(shelf.plans.get(plan.value()));
    }

    @Override
    public List<Plan> find(RunId run, Collection<PlanId> plans) {
        return memory.on(
                run,
                shelf ->
                        shelf.plans.values().stream()
                                .map(KeptPlan::plan)
                                .filter(plan -> plans.contains(plan.id()))
                                .toList());
    }

    @Override
    public List<Plan> list(RunId run) {
        return memory.on(run, shelf -> shelf.plans.values().stream().map(KeptPlan::plan).toList());
    }

    @Override
    public Claim<Plan> claim(RunId run, PlanId plan, Lease lease, Instant now) {
        return memory.on(
                run,
                shelf ->
                        kept(shelf, plan)
                                .map(kept -> claim(shelf, kept, lease, now))
                                .orElse(new Claim.Gone<>()));
    }

    private static Claim<Plan> claim(Shelf shelf, KeptPlan kept, Lease lease, Instant now) {
        return switch (kept.plan().state()) {
            case PlanState.Ready() -> take(shelf, kept, lease);
            case PlanState.Claimed(Lease old) when old.token().equals(lease.token()) ->
                    new Claim.Won<>(kept.plan());
            case PlanState.Claimed(Lease old) when old.until().isBefore(now) ->
                    take(shelf, kept, lease);
            case PlanState.Claimed(Lease old) -> new Claim.Lost<>(old.until());
            case PlanState.Waiting w -> new Claim.Gone<>();
            case PlanState.Done d -> new Claim.Gone<>();
            case PlanState.Failed f -> new Claim.Gone<>();
        };
    }

    private static Claim<Plan> take(Shelf shelf, KeptPlan kept, Lease lease) {
        KeptPlan claimed = kept.claimed(lease);
        keep(shelf, claimed);
        shelf.dueAfter(shelf.announcement(claimed.plan().id()), lease);
        return new Claim.Won<>(claimed.plan());
    }

    @Override
    public Added<TaskId> addTask(HeldPlan held, TaskBrief brief) {
        return ifNew(
                held,
                shelf -> isHeld(shelf, held),
                brief.toKeep().fingerprint(),
                TaskId::new,
                shelf -> addTask(shelf, held, brief.toKeep()));
    }

    @Override
    public Added<TaskId> addErrand(RunId run, PlanId plan, TaskBrief brief) {
        HeldPlan nobodys = new HeldPlan(run, plan, "");
        return ifNew(
                nobodys,
                shelf ->
                        kept(shelf, plan)
                                .filter(k -> k.plan().state() instanceof PlanState.Waiting)
                                .isPresent(),
                brief.toKeep().errandprint(),
                TaskId::new,
                shelf -> addTask(shelf, nobodys, brief.toKeep()));
    }

    private static Added<TaskId> addTask(Shelf shelf, HeldPlan held, TaskBrief brief) {
        if (shelf.tasksLeft <= 0) {
            return new Added.LimitReached<>();
        }
        shelf.tasksLeft--;
        TaskId id = held.plan().task(nextChild(shelf, held));
        addTask(shelf, held, id, brief);
        return new Added.Created<>(id);
    }

    private static void addTask(Shelf shelf, HeldPlan held, TaskId id, TaskBrief brief) {
        Task task = new Task(id, brief, 0, 0, Optional.empty(), List.of(), new TaskState.Ready());
        shelf.tasks.put(id.value(), new KeptTask(task, "", false));
        kept(shelf, held.plan()).ifPresent(plan -> keep(shelf, plan.created(id.value())));
        shelf.dueSoon(shelf.announcement(id));
        shelf.event("task.created", id.value(), brief.title());
    }

    @Override
    public Added<PlanId> addPlan(HeldPlan held, PlanBrief brief) {
        return ifNew(
                held,
                shelf -> isHeld(shelf, held),
                brief.toKeep().fingerprint(),
                PlanId::new,
                shelf -> {
                    PlanId id = held.plan().child(nextChild(shelf, held));
                    kept(shelf, held.plan())
                            .ifPresent(plan -> keep(shelf, plan.created(id.value())));
                    shelf.add(id, brief);
                    return new Added.Created<>(id);
                });
    }

    private static int nextChild(Shelf shelf, HeldPlan held) {
        return kept(shelf, held.plan()).orElseThrow().plan().children().created() + 1;
    }

    /// Creates a child unless the plan has one of this fingerprint that has not failed.
    private <T> Added<T> ifNew(
            HeldPlan held,
            Predicate<Shelf> open,
            String print,
            Function<String, T> name,
            Function<Shelf, Added<T>> create) {
        return memory.on(
                held.run(),
                shelf -> {
                    if (!open.test(shelf)) {
                        return new Added.ClaimLost<>();
                    }
                    String key = held.plan() + "#" + print;
                    String before = shelf.made.get(key);
                    if (before != null && !hasFailed(shelf, before)) {
                        return new Added.Exists<>(name.apply(before));
                    }
                    Added<T> added = create.apply(shelf);
                    if (added instanceof Added.Created<T>(T id)) {
                        shelf.made.put(key, String.valueOf(id));
                    }
                    return added;
                });
    }

    private static boolean hasFailed(Shelf shelf, String child) {
        KeptTask task = shelf.tasks.get(child);
        KeptPlan plan = shelf.plans.get(child);
        return (task != null && task.task().state() instanceof TaskState.Failed)
                || (plan != null && plan.plan().state() instanceof PlanState.Failed);
    }

    private static boolean isHeld(Shelf shelf, HeldPlan held) {
        return kept(shelf, held.plan()).filter(plan -> plan.isHeldBy(held.token())).isPresent();
    }

    @Override
    public boolean await(HeldPlan held, Set<String> heard, String summary) {
        return giveBack(held, Duration.ZERO, plan -> plan.awaits(heard, Cut.toKeep(summary)));
    }

    @Override
    public boolean handOver(HeldPlan held, String notes, Duration later) {
        return giveBack(held, later, plan -> plan.handedOver(Cut.toKeep(notes)));
    }

    @Override
    public boolean setAside(HeldPlan held, String notes) {
        return giveBack(held, Duration.ZERO, plan -> plan.setAside(Cut.toKeep(notes)));
    }

    @Override
    public boolean retry(HeldPlan held, String mishap, Duration later) {
        boolean mine = giveBack(held, later, plan -> plan.retried(mishap));
        if (mine) {
            memory.events().append(held.run(), "plan.mishap", held.plan().value(), mishap);
        }
        return mine;
    }

    private boolean giveBack(HeldPlan held, Duration later, UnaryOperator<KeptPlan> change) {
        return memory.on(
                held.run(),
                shelf -> {
                    Optional<KeptPlan> mine =
                            kept(shelf, held.plan()).filter(plan -> plan.isHeldBy(held.token()));
                    mine.ifPresent(
                            plan -> {
                                keep(shelf, change.apply(plan));
                                shelf.dueSoon(shelf.announcement(held.plan()), later);
                            });
                    return mine.isPresent();
                });
    }

    @Override
    public boolean finish(HeldPlan held, PlanState.Done end) {
        String handoff = Cut.toKeep(end.handoff());
        return finish(held, new PlanState.Done(handoff), handoff);
    }

    @Override
    public boolean finish(HeldPlan held, PlanState.Failed end) {
        String handoff = Cut.toKeep(end.handoff());
        return finish(held, new PlanState.Failed(handoff), handoff);
    }

    private boolean finish(HeldPlan held, PlanState end, String handoff) {
        return memory.on(
                held.run(),
                shelf -> {
                    kept(shelf, held.plan())
                            .filter(plan -> plan.isHeldBy(held.token()))
                            .ifPresent(plan -> end(shelf, plan, end, handoff));
                    return kept(shelf, held.plan())
                            .filter(plan -> plan.wasEndedBy(held.token(), end))
                            .isPresent();
                });
    }

    private static void end(Shelf shelf, KeptPlan kept, PlanState end, String handoff) {
        PlanId id = kept.plan().id();
        keep(shelf, kept.became(end));
        shelf.due.remove(shelf.announcement(id));
        id.parent()
                .ifPresentOrElse(
                        parent -> shelf.countDown(parent, id.value()),
                        () -> shelf.dueSoon(shelf.announcement(id.cycle())));
        shelf.event("plan." + end.label(), id.value(), handoff);
    }

    @Override
    public Wake wake(RunId run, PlanId plan) {
        return memory.on(
                run,
                shelf -> kept(shelf, plan).map(kept -> wake(shelf, kept)).orElse(Wake.NOT_YET));
    }

    private static Wake wake(Shelf shelf, KeptPlan kept) {
        if (kept.plan().state() instanceof PlanState.Ready) {
            return Wake.ALREADY_READY;
        }
        if (!kept.mayWake()) {
            return Wake.NOT_YET;
        }
        keep(shelf, kept.became(new PlanState.Ready()));
        shelf.dueSoon(shelf.announcement(kept.plan().id()));
        return Wake.MADE_READY;
    }

    private static void keep(Shelf shelf, KeptPlan kept) {
        shelf.plans.put(kept.plan().id().value(), kept);
    }
}
