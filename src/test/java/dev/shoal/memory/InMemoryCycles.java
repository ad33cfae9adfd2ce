package dev.shoal.memory;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Cycles;
import dev.shoal.judge.Verdict;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Announcement;
import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.Lease;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

public final class InMemoryCycles implements Cycles {

    private final Memory memory;

    InMemoryCycles(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Cycle> find(RunId run, int cycle) {
        return memory.on(run, shelf -> kept(shelf, cycle)).map(KeptCycle::cycle);
    }

    private static Optional<KeptCycle> kept(Shelf shelf, int cycle) {
        return Optional.ofNullable(shelf.cycles.get(cycle));
    }

    @Override
    public List<Cycle> list(RunId run) {
        return memory.on(
                run, shelf -> shelf.cycles.values().stream().map(KeptCycle::cycle).toList());
    }

    @Override
    public boolean first(RunId run, PlanBrief root) {
        return memory.on(
                run,
                shelf -> {
                    if (shelf.holdsRun() && shelf.run().state() instanceof RunState.Seeding) {
                        shelf.become(new RunState.Running(1));
                        shelf.due.remove(new Announcement.SeedRun(run));
                        shelf.begin(1, 0, root);
                    }
                    return shelf.isRunning(1);
                });
    }

    @Override
    public Claim<Cycle> claim(RunId run, int cycle, Lease lease, Instant now) {
        return memory.on(
                run,
                shelf ->
                        kept(shelf, cycle)
                                .map(kept -> claim(shelf, kept, lease, now))
                                .orElse(new Claim.Gone<>()));
    }

    private static Claim<Cycle> claim(Shelf shelf, KeptCycle kept, Lease lease, Instant now) {
        return switch (kept.cycle().state()) {
            case CycleState.Open() -> take(shelf, kept, lease);
            case CycleState.Judging(Lease old) when old.token().equals(lease.token()) ->
                    new Claim.Won<>(kept.cycle());
            case CycleState.Judging(Lease old) when old.until().isBefore(now) ->
                    take(shelf, kept, lease);
            case CycleState.Judging(Lease old) -> new Claim.Lost<>(old.until());
            case CycleState.Judged j -> new Claim.Gone<>();
        };
    }

    private static Claim<Cycle> take(Shelf shelf, KeptCycle kept, Lease lease) {
        KeptCycle claimed = kept.claimed(lease);
        shelf.cycles.put(claimed.cycle().number(), claimed);
        shelf.dueAfter(shelf.announcement(claimed.cycle().number()), lease);
        return new Claim.Won<>(claimed.cycle());
    }

    @Override
    public boolean handOver(RunId run, int cycle, String token, String notes, Duration later) {
        return giveBack(run, cycle, token, later, kept -> kept.handedOver(Cut.toKeep(notes)));
    }

    @Override
    public boolean setAside(RunId run, int cycle, String token, String notes) {
        return giveBack(run, cycle, token, Duration.ZERO, kept -> kept.setAside(Cut.toKeep(notes)));
    }

    @Override
    public boolean retry(RunId run, int cycle, String token, String mishap, Duration later) {
        boolean mine = giveBack(run, cycle, token, later, kept -> kept.retried(mishap));
        if (mine) {
            memory.events().append(run, "cycle.mishap", "c" + cycle, mishap);
        }
        return mine;
    }

    private boolean giveBack(
            RunId run, int cycle, String token, Duration later, UnaryOperator<KeptCycle> change) {
        return memory.on(
                run,
                shelf -> {
                    Optional<KeptCycle> mine =
                            kept(shelf, cycle).filter(kept -> kept.isHeldBy(token));
                    mine.ifPresent(
                            kept -> {
                                shelf.cycles.put(cycle, change.apply(kept));
                                shelf.dueSoon(shelf.announcement(cycle), later);
                            });
                    return mine.isPresent();
                });
    }

    @Override
    public boolean goOn(RunId run, int cycle, String token, Verdict.Continue verdict, Next next) {
        return judge(
                run,
                cycle,
                token,
                verdict,
                shelf -> {
                    shelf.becomeIn(cycle + 1);
                    shelf.begin(cycle + 1, next.base(), next.root());
                });
    }

    @Override
    public boolean close(RunId run, int cycle, String token, Verdict verdict, RunState.Ended end) {
        return judge(run, cycle, token, verdict, shelf -> shelf.end(end));
    }

    @Override
    public boolean reopen(RunId run, int cycle, Optional<Next> next) {
        int now = next.isPresent() ? cycle + 1 : cycle;
        RunState open = now == 0 ? new RunState.Seeding() : new RunState.Running(now);
        return memory.on(
                run,
                shelf -> {
                    if (shelf.isExhausted() && last(shelf) == cycle) {
                        shelf.become(open);
                        shelf.event("run.resumed", run.value(), "");
                        next.ifPresent(start -> shelf.begin(now, start.base(), start.root()));
                        if (now == 0) {
                            shelf.dueSoon(new Announcement.SeedRun(run));
                        }
                    }
                    return shelf.holdsRun() && shelf.run().state().equals(open);
                });
    }

    private static int last(Shelf shelf) {
        return shelf.cycles.isEmpty() ? 0 : shelf.cycles.lastKey();
    }

    private boolean judge(
            RunId run, int cycle, String token, Verdict verdict, Consumer<Shelf> then) {
        return memory.on(
                run,
                shelf -> {
                    boolean mine =
                            kept(shelf, cycle).filter(kept -> kept.isHeldBy(token)).isPresent();
                    if (mine && shelf.isIn(cycle)) {
                        judged(shelf, cycle, verdict.toKeep());
                        then.accept(shelf);
                    }
                    return kept(shelf, cycle).filter(kept -> kept.wasJudgedBy(token)).isPresent();
                });
    }

    private static void judged(Shelf shelf, int cycle, Verdict verdict) {
        shelf.cycles.computeIfPresent(cycle, (number, kept) -> kept.judged(verdict));
        shelf.due.remove(shelf.announcement(cycle));
        shelf.event("cycle.judged", "c" + cycle, verdict.label() + ": " + verdict.reason());
    }
}
