package dev.shoal.memory;

import dev.shoal.judge.CycleState;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement;
import dev.shoal.run.Lease;
import dev.shoal.run.Overdue;
import dev.shoal.run.RunId;
import dev.shoal.work.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public final class InMemoryOverdue implements Overdue {

    private final Memory memory;

    InMemoryOverdue(Memory memory) {
        this.memory = memory;
    }

    @Override
    public List<Announcement> take(RunId run, Instant now, int limit) {
        return memory.on(
                run,
                shelf -> {
                    List<Announcement> taken =
                            shelf.due.entrySet().stream()
                                    .filter(entry -> !entry.getValue().isAfter(now))
                                    .sorted(Map.Entry.comparingByValue())
                                    .map(Map.Entry::getKey)
                                    .filter(stuck -> !waitsRightly(shelf, stuck))
                                    .limit(limit)
                                    .toList();
                    taken.forEach(stuck -> shelf.due.put(stuck, now.plus(putOff(shelf, stuck))));
                    return taken;
                });
    }

    private static Duration putOff(Shelf shelf, Announcement stuck) {
        return shelf.putOff.merge(
                stuck,
                AGAIN,
                (last, first) -> {
                    Duration twice = last.multipliedBy(2);
                    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
                });
    }

    @Override
    public List<Announcement> unfinished(RunId run, int limit) {
        return memory.on(run, shelf -> shelf.due.keySet().stream().limit(limit).toList());
    }

    @Override
    public List<Announcement> expire(RunId run) {
        return memory.on(
                run,
                shelf -> {
                    List<Announcement> held = held(shelf);
                    shelf.tasks.replaceAll((id, kept) -> expired(shelf, kept));
                    shelf.plans.replaceAll((id, kept) -> expired(shelf, kept));
                    shelf.cycles.replaceAll((number, kept) -> expired(shelf, kept));
                    held.forEach(announcement -> shelf.due.put(announcement, Instant.EPOCH));
                    return held;
                });
    }

    private static KeptTask expired(Shelf shelf, KeptTask kept) {
        return kept.task().state() instanceof TaskState.Claimed(Lease lease)
                ? kept.expired(lease, shelf.killed(shelf.announcement(kept.task().id())))
                : kept;
    }

    private static KeptPlan expired(Shelf shelf, KeptPlan kept) {
        return kept.plan().state() instanceof PlanState.Claimed(Lease lease)
                ? kept.expired(lease, shelf.killed(shelf.announcement(kept.plan().id())))
                : kept;
    }

    private static KeptCycle expired(Shelf shelf, KeptCycle kept) {
        return kept.cycle().state() instanceof CycleState.Judging(Lease lease)
                ? kept.expired(lease, shelf.killed(shelf.announcement(kept.cycle().number())))
                : kept;
    }

    private static List<Announcement> held(Shelf shelf) {
        List<Announcement> held = new ArrayList<>();
        shelf.tasks.values().stream()
                .filter(kept -> kept.task().state() instanceof TaskState.Claimed)
                .forEach(kept -> held.add(shelf.announcement(kept.task().id())));
        shelf.plans.values().stream()
                .filter(kept -> kept.plan().state() instanceof PlanState.Claimed)
                .forEach(kept -> held.add(shelf.announcement(kept.plan().id())));
        shelf.cycles.values().stream()
                .filter(kept -> kept.cycle().state() instanceof CycleState.Judging)
                .forEach(kept -> held.add(shelf.announcement(kept.cycle().number())));
        return held;
    }

    private static boolean waitsRightly(Shelf shelf, Announcement stuck) {
        if (!(stuck instanceof Announcement.RunPlan(var run, var plan))) {
            return false;
        }
        KeptPlan kept = shelf.plans.get(plan.value());
        return kept != null && kept.plan().state() instanceof PlanState.Waiting && !kept.mayWake();
    }
}
