package dev.shoal.memory;

import dev.shoal.run.Amount;
import dev.shoal.run.Announcement;
import dev.shoal.run.Guidance;
import dev.shoal.run.Limits;
import dev.shoal.run.Page;
import dev.shoal.run.Progress;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import java.util.List;
import java.util.Optional;

public final class InMemoryRuns implements Runs {

    private final Memory memory;

    InMemoryRuns(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Run create(Run run) {
        return memory.on(
                run.id(),
                shelf -> {
                    if (!shelf.holdsRun()) {
                        shelve(shelf, run);
                    }
                    Run stored = shelf.run();
                    return new Run(
                            stored.id(),
                            stored.createdAt(),
                            stored.goal().with(shelf.asked),
                            stored.state(),
                            stored.spent());
                });
    }

    private static void shelve(Shelf shelf, Run run) {
        shelf.keep(run);
        shelf.asked = run.goal().limits();
        shelf.left = run.goal().limits().budget().amount();
        shelf.tasksLeft = run.goal().limits().tasks();
        shelf.dueSoon(new Announcement.SeedRun(run.id()));
        shelf.event("run.created", run.id().value(), run.goal().text());
    }

    @Override
    public Optional<Run> find(RunId id) {
        return memory.on(
                id, shelf -> shelf.holdsRun() ? Optional.of(shelf.run()) : Optional.empty());
    }

    /// The cursor is the id of the last run of the page before.
    @Override
    public Page<Run> list(int limit, Optional<String> cursor) {
        List<Run> all = memory.onAll(shelves -> shelves.stream().map(Shelf::run).toList());
        int from = cursor.map(id -> place(all, id) + 1).orElse(0);
        List<Run> page = all.stream().skip(from).limit(limit).toList();
        boolean more = from + page.size() < all.size() && !page.isEmpty();
        return new Page<>(page, more ? Optional.of(page.getLast().id().value()) : Optional.empty());
    }

    private static int place(List<Run> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().value().equals(id)) {
                return i;
            }
        }
        throw new Refused("cursor", "not a cursor of this list: " + id);
    }

    @Override
    public List<RunId> live() {
        return memory.onAll(
                shelves ->
                        shelves.stream()
                                .map(Shelf::run)
                                .filter(run -> !(run.state() instanceof RunState.Ended))
                                .map(Run::id)
                                .toList());
    }

    @Override
    public boolean end(RunId id, RunState.Ended end) {
        return memory.on(
                id,
                shelf -> {
                    if (!shelf.holdsRun() || shelf.run().state() instanceof RunState.Ended) {
                        return false;
                    }
                    shelf.end(end);
                    return true;
                });
    }

    @Override
    public boolean pause(RunId id) {
        return memory.on(
                id,
                shelf -> {
                    if (shelf.holdsRun()
                            && shelf.run().state() instanceof RunState.Running(int cycle)) {
                        shelf.become(new RunState.Paused(cycle));
                        shelf.event("run.paused", id.value(), "");
                    }
                    return shelf.holdsRun() && shelf.run().state() instanceof RunState.Paused;
                });
    }

    @Override
    public boolean resume(RunId id) {
        return memory.on(
                id,
                shelf -> {
                    if (shelf.holdsRun()
                            && shelf.run().state() instanceof RunState.Paused(int cycle)) {
                        shelf.become(new RunState.Running(cycle));
                        shelf.event("run.resumed", id.value(), "");
                    }
                    return shelf.holdsRun() && shelf.run().state() instanceof RunState.Running;
                });
    }

    @Override
    public boolean limit(RunId id, Limits from, Limits to) {
        return memory.on(
                id,
                shelf -> {
                    if (shelf.holdsRun()
                            && shelf.run().state().mayGoOn()
                            && shelf.run().goal().limits().equals(from)) {
                        Amount less = from.budget().amount().minus(to.budget().amount());
                        shelf.left = shelf.left.minus(less);
                        shelf.tasksLeft += to.tasks() - from.tasks();
                        shelf.limit(to);
                        shelf.event("run.limited", id.value(), to.toString());
                    }
                    return shelf.holdsRun() && shelf.run().goal().limits().equals(to);
                });
    }

    @Override
    public boolean guide(RunId id, String text) {
        return memory.on(
                id,
                shelf -> {
                    int number = shelf.guidance.size() + 1;
                    if (number > Guidance.MOST) {
                        return false;
                    }
                    shelf.event("run.guidance", id.value(), text);
                    return shelf.guidance.add(new Guidance(number, memory.now(), text));
                });
    }

    @Override
    public List<Guidance> guidance(RunId id) {
        return memory.on(id, shelf -> List.copyOf(shelf.guidance));
    }

    @Override
    public Progress progress(RunId id) {
        return memory.on(
                id,
                shelf ->
                        new Progress(
                                count(shelf, "ready"),
                                count(shelf, "claimed"),
                                count(shelf, "landed"),
                                count(shelf, "done"),
                                count(shelf, "failed"),
                                shelf.conflicts));
    }

    private static long count(Shelf shelf, String label) {
        return shelf.tasks.values().stream()
                .filter(kept -> kept.task().state().label().equals(label))
                .count();
    }
}
