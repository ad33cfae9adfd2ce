package dev.shoal.memory;

import dev.shoal.run.Cut;
import dev.shoal.run.RunId;
import dev.shoal.work.Held;
import dev.shoal.work.ReadyChange;
import dev.shoal.work.ReadyChanges;
import dev.shoal.work.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

public final class InMemoryReadyChanges implements ReadyChanges {

    private static final int MOST_TOGETHER = 20;

    private final Memory memory;

    InMemoryReadyChanges(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void publish(ReadyChange change) {
        memory.on(
                change.run(),
                shelf -> Optional.ofNullable(shelf.ready.put(change.id(), kept(change))));
    }

    private static ReadyChange kept(ReadyChange change) {
        ReadyChange.Offer offer = change.offer();
        return new ReadyChange(
                change.id(),
                change.held(),
                new ReadyChange.Offer(
                        offer.commit(),
                        offer.pack(),
                        Cut.toKeep(offer.handoff()),
                        offer.conflicts(),
                        offer.weight()),
                change.at(),
                change.published());
    }

    @Override
    public Optional<ReadyChange> front(RunId run) {
        return memory.on(run, shelf -> shelf.ready.values().stream().findFirst());
    }

    @Override
    public List<ReadyChange> oldest(RunId run) {
        return memory.on(run, shelf -> fitting(List.copyOf(shelf.ready.values())));
    }

    @Override
    public List<ReadyChange> fitting(List<ReadyChange> waiting) {
        return waiting.stream().limit(MOST_TOGETHER).toList();
    }

    @Override
    public void withdraw(ReadyChange change) {
        memory.on(change.run(), shelf -> Optional.ofNullable(shelf.ready.remove(change.id())));
    }

    @Override
    public Joint landAll(List<Aboard> all) {
        return memory.on(all.getFirst().change().run(), shelf -> landAll(shelf, all));
    }

    private static Joint landAll(Shelf shelf, List<Aboard> all) {
        Set<String> refused =
                all.stream()
                        .map(Aboard::change)
                        .filter(change -> !mayLand(shelf, change))
                        .map(ReadyChange::id)
                        .collect(Collectors.toSet());
        if (!refused.isEmpty()) {
            return new Joint.Refused(refused);
        }
        if (all.stream().anyMatch(each -> shelf.trunk.containsKey(each.landing().position()))) {
            return new Joint.PositionTaken();
        }
        all.forEach(each -> land(shelf, each));
        return new Joint.Landed();
    }

    private static boolean mayLand(Shelf shelf, ReadyChange change) {
        Held held = change.held();
        KeptTask task = shelf.tasks.get(held.task().value());
        boolean waits = !change.published() || shelf.ready.containsKey(change.id());
        return waits && task != null && task.isHeldBy(held.token());
    }

    private static void land(Shelf shelf, Aboard each) {
        ReadyChange change = kept(each.change());
        shelf.ready.remove(change.id());
        String handoff = change.offer().handoff();
        shelf.trunk.put(each.landing().position(), each.landing());
        shelf.conflicts += change.offer().conflicts();
        InMemoryTasks.end(
                shelf,
                shelf.tasks.get(change.held().task().value()),
                new TaskState.Landed(each.landing().position(), handoff),
                handoff);
    }
}
