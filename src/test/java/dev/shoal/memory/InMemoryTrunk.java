package dev.shoal.memory;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

public final class InMemoryTrunk implements Trunk {

    private final Memory memory;

    InMemoryTrunk(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Landing begin(RunId run, Landing seed) {
        return memory.on(
                run,
                shelf -> {
                    Landing standing = shelf.trunk.putIfAbsent(0L, seed);
                    return standing == null ? seed : standing;
                });
    }

    @Override
    public boolean append(RunId run, Landing landing) {
        return memory.on(
                run,
                shelf -> {
                    Landing standing = shelf.trunk.putIfAbsent(landing.position(), landing);
                    if (standing == null) {
                        shelf.event(
                                "trunk.joined",
                                run.value(),
                                "position %d, commit %s"
                                        .formatted(landing.position(), landing.commit()));
                    }
                    return standing == null || standing.equals(landing);
                });
    }

    @Override
    public Landing end(RunId run) {
        return memory.on(run, shelf -> Optional.ofNullable(shelf.trunk.lastEntry()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new PermanentFault("not seeded: run " + run, null));
    }

    @Override
    public List<Landing> after(RunId run, long position, int limit) {
        return memory.on(
                run,
                shelf ->
                        shelf.trunk.tailMap(position, false).values().stream()
                                .limit(limit)
                                .toList());
    }

    @Override
    public Optional<Consolidation> consolidation(RunId run) {
        return memory.on(run, shelf -> Optional.ofNullable(shelf.packs.lastEntry()))
                .map(Map.Entry::getValue);
    }

    @Override
    public void consolidated(RunId run, Consolidation pack) {
        change(run, shelf -> shelf.packs.put(pack.position(), pack));
    }

    @Override
    public long mirrored(RunId run) {
        return memory.on(run, shelf -> shelf.mirrored);
    }

    @Override
    public void mirrored(RunId run, long position) {
        change(run, shelf -> shelf.mirrored = Math.max(position, shelf.mirrored));
    }

    @Override
    public boolean mayMirror(RunId run, Instant now, Instant next) {
        return memory.on(
                run,
                shelf -> {
                    boolean may = !shelf.nextMirror.isAfter(now);
                    shelf.nextMirror = may ? next : shelf.nextMirror;
                    return may;
                });
    }

    private void change(RunId run, Consumer<Shelf> change) {
        memory.on(
                run,
                shelf -> {
                    change.accept(shelf);
                    return true;
                });
    }
}
