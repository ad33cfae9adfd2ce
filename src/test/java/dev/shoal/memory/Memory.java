package dev.shoal.memory;

import dev.shoal.run.Ids;
import dev.shoal.run.RunId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// All of an installation's state, behind one lock: each call of a port is one critical section. It
/// starts no threads and knows no time but the clock it is given, so a test on one thread runs the
/// same way each time.
///
/// ```java
/// Memory memory = new Memory(clock);
/// memory.runs().create(run);
/// memory.announcements().poll();
/// ```
public final class Memory {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunId, Shelf> shelves = new HashMap<>();
    private final InstantSource clock;
    private final Ids ids;

    private final InMemoryAnnouncements announcements;
    private final InMemoryPacks packs = new InMemoryPacks();
    private final InMemoryTranscripts transcripts = new InMemoryTranscripts();

    public Memory(InstantSource clock) {
        this(clock, new CountedIds());
    }

    public Memory(InstantSource clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
        this.announcements = new InMemoryAnnouncements(clock);
    }

    public InMemoryRuns runs() {
        return new InMemoryRuns(this);
    }

    public InMemoryLedger ledger() {
        return new InMemoryLedger(this);
    }

    public InMemoryEvents events() {
        return new InMemoryEvents(this);
    }

    public InMemoryOverdue overdue() {
        return new InMemoryOverdue(this);
    }

    public InMemoryTrunk trunk() {
        return new InMemoryTrunk(this);
    }

    public InMemoryTasks tasks() {
        return new InMemoryTasks(this);
    }

    public InMemoryReadyChanges readyChanges() {
        return new InMemoryReadyChanges(this);
    }

    public InMemoryPlans plans() {
        return new InMemoryPlans(this);
    }

    public InMemoryCycles cycles() {
        return new InMemoryCycles(this);
    }

    public InMemoryBreaks breaks() {
        return new InMemoryBreaks(this);
    }

    public InMemoryAnnouncements announcements() {
        return announcements;
    }

    public InMemoryPacks packs() {
        return packs;
    }

    public InMemoryTranscripts transcripts() {
        return transcripts;
    }

    public Ids ids() {
        return ids;
    }

    Instant now() {
        return clock.instant();
    }

    /// One critical section on one run's things.
    <T> T on(RunId run, Function<Shelf, T> work) {
        lock.lock();
        try {
            return work.apply(shelves.computeIfAbsent(run, id -> new Shelf(id, clock, ids)));
        } finally {
            lock.unlock();
        }
    }

    /// One critical section on all runs, newest first.
    <T> T onAll(Function<List<Shelf>, T> work) {
        lock.lock();
        try {
            return work.apply(
                    shelves.values().stream()
                            .filter(Shelf::holdsRun)
                            .sorted(
                                    Comparator.comparing((Shelf shelf) -> shelf.run().createdAt())
                                            .thenComparing(shelf -> shelf.run().id().value())
                                            .reversed())
                            .toList());
        } finally {
            lock.unlock();
        }
    }
}
