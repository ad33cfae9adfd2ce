package dev.shoal.memory;

import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.Lease;
import dev.shoal.run.Page;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

public final class InMemoryTasks implements Tasks {

    private final Memory memory;

    InMemoryTasks(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Task> find(RunId run, TaskId task) {
        return memory.on(run, shelf -> kept(shelf, task)).map(KeptTask::task);
    }

    private static Optional<KeptTask> kept(Shelf shelf, TaskId task) {
        return Optional.ofNullable(shelf.tasks.get(task.value()));
    }

    @Override
    public List<Task> find(RunId run, Collection<TaskId> tasks) {
        return memory.on(
                run,
                shelf ->
                        tasks.stream()
                                .flatMap(id -> kept(shelf, id).stream())
                                .map(KeptTask::task)
                                .sorted(Comparator.comparingInt(task -> task.id().number()))
                                .toList());
    }

    @Override
    public List<Task> ofPlan(RunId run, PlanId plan) {
        return memory.on(
                run,
                shelf ->
                        shelf.tasks.values().stream()
                                .map(KeptTask::task)
                                .filter(task -> task.id().plan().equals(plan))
                                .sorted(Comparator.comparingInt(task -> task.id().number()))
                                .toList());
    }

    @Override
    public Page<Task> list(RunId run, Optional<String> label, int limit, Optional<String> cursor) {
        String from = cursor.map(text -> TaskId.parse("cursor", text).value()).orElse("");
        List<Task> found =
                memory.on(
                        run,
                        shelf ->
                                shelf.tasks.tailMap(from, false).values().stream()
                                        .map(KeptTask::task)
                                        .filter(task -> matches(task, label))
                                        .limit(limit + 1L)
                                        .toList());
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<Task> page = found.subList(0, limit);
        return new Page<>(page, Optional.of(page.getLast().id().value()));
    }

    private static boolean matches(Task task, Optional<String> label) {
        return label.map(task.state().label()::equals).orElse(true);
    }

    @Override
    public Claim<Task> claim(RunId run, TaskId task, Lease lease, Instant now) {
        return memory.on(
                run,
                shelf ->
                        kept(shelf, task)
                                .map(kept -> claim(shelf, kept, lease, now))
                                .orElse(new Claim.Gone<>()));
    }

    private static Claim<Task> claim(Shelf shelf, KeptTask kept, Lease lease, Instant now) {
        return switch (kept.task().state()) {
            case TaskState.Ready() -> take(shelf, kept, lease);
            case TaskState.Claimed(Lease old) when old.token().equals(lease.token()) ->
                    new Claim.Won<>(kept.task());
            case TaskState.Claimed(Lease old) when old.until().isBefore(now) ->
                    take(shelf, kept, lease);
            case TaskState.Claimed(Lease old) -> new Claim.Lost<>(old.until());
            case TaskState.Landed l -> new Claim.Gone<>();
            case TaskState.Done d -> new Claim.Gone<>();
            case TaskState.Failed f -> new Claim.Gone<>();
        };
    }

    private static Claim<Task> take(Shelf shelf, KeptTask kept, Lease lease) {
        KeptTask claimed = kept.claimed(lease);
        keep(shelf, claimed);
        shelf.dueAfter(shelf.announcement(claimed.task().id()), lease);
        return new Claim.Won<>(claimed.task());
    }

    @Override
    public LandResult land(Held held, Landing landing, String handoff, int conflicts) {
        TaskState.Landed end = new TaskState.Landed(landing.position(), Cut.toKeep(handoff));
        return memory.on(
                held.run(),
                shelf ->
                        kept(shelf, held.task())
                                .map(kept -> land(shelf, kept, held, landing, end, conflicts))
                                .orElse(new LandResult.ClaimLost()));
    }

    private static LandResult land(
            Shelf shelf,
            KeptTask kept,
            Held held,
            Landing landing,
            TaskState.Landed end,
            int conflicts) {
        if (kept.wasEndedBy(held.token(), end)) {
            return new LandResult.Landed(landing.position());
        }
        if (!kept.isHeldBy(held.token())) {
            return new LandResult.ClaimLost();
        }
        if (shelf.trunk.putIfAbsent(landing.position(), landing) != null) {
            return new LandResult.PositionTaken();
        }
        shelf.conflicts += conflicts;
        end(shelf, kept, end, end.handoff());
        return new LandResult.Landed(landing.position());
    }

    @Override
    public boolean finish(Held held, TaskState.Done end) {
        String handoff = Cut.toKeep(end.handoff());
        return finish(held, new TaskState.Done(handoff), handoff);
    }

    @Override
    public boolean finish(Held held, TaskState.Failed end) {
        String handoff = Cut.toKeep(end.handoff());
        return finish(held, new TaskState.Failed(handoff), handoff);
    }

    private boolean finish(Held held, TaskState end, String handoff) {
        return memory.on(
                held.run(),
                shelf -> {
                    Optional<KeptTask> kept = kept(shelf, held.task());
                    kept.filter(task -> task.isHeldBy(held.token()))
                            .ifPresent(task -> end(shelf, task, end, handoff));
                    return kept(shelf, held.task())
                            .filter(task -> task.wasEndedBy(held.token(), end))
                            .isPresent();
                });
    }

    static void end(Shelf shelf, KeptTask kept, TaskState end, String handoff) {
        TaskId id = kept.task().id();
        keep(shelf, kept.ended(end));
        shelf.due.remove(shelf.announcement(id));
        shelf.countDown(id.plan(), id.value());
        shelf.event("task." + end.label(), id.value(), handoff);
    }

    @Override
    public boolean handOver(Held held, Checkpoint checkpoint, Duration later) {
        return giveBack(held, later, task -> task.handedOver(shortened(checkpoint), 1));
    }

    @Override
    public boolean setAside(Held held, Checkpoint checkpoint) {
        return giveBack(held, Duration.ZERO, task -> task.handedOver(shortened(checkpoint), 0));
    }

    private static Checkpoint shortened(Checkpoint checkpoint) {
        return new Checkpoint(
                checkpoint.work(),
                checkpoint.position(),
                checkpoint.pack(),
                Cut.toKeep(checkpoint.notes()));
    }

    @Override
    public boolean release(Held held) {
        return giveBack(held, Duration.ZERO, task -> task.retried(""));
    }

    @Override
    public boolean retry(Held held, String mishap, Duration later) {
        boolean mine = giveBack(held, later, task -> task.retried(mishap));
        if (mine) {
            memory.events().append(held.run(), "task.mishap", held.task().value(), mishap);
        }
        return mine;
    }

    private boolean giveBack(Held held, Duration later, UnaryOperator<KeptTask> change) {
        return memory.on(
                held.run(),
                shelf -> {
                    Optional<KeptTask> mine =
                            kept(shelf, held.task()).filter(task -> task.isHeldBy(held.token()));
                    mine.map(change)
                            .ifPresent(
                                    task -> {
                                        keep(shelf, task);
                                        shelf.dueSoon(shelf.announcement(held.task()), later);
                                    });
                    return mine.isPresent();
                });
    }

    private static void keep(Shelf shelf, KeptTask kept) {
        shelf.tasks.put(kept.task().id().value(), kept);
    }
}
