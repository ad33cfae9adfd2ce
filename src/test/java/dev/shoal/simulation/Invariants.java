package dev.shoal.simulation;

import static dev.shoal.simulation.Violation.unless;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.memory.Memory;
import dev.shoal.plan.Plan;
import dev.shoal.run.Announcement;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must always hold, looked at after each effect of a call. The numbers are those of the
/// design's list.
final class Invariants implements Crossing.Watcher {
    /// After a look at the run an agent may go on for so long, in microseconds.
    private static final long FRESH = 5_000_000;

    /// What is landed is mirrored within this time, where nothing fails.
    private static final Duration BEHIND = Duration.ofMinutes(5);

    private static final Set<String> LOOKS =
            Set.of(
                    "find",
                    "list",
                    "ofPlan",
                    "end",
                    "after",
                    "consolidation",
                    "open",
                    "read",
                    "live");

    /// Calls whose effect makes something due that the caller announces next.
    private static final Set<String> STIRS =
            Set.of("land", "landAll", "finish", "resume", "reopen");

    private final World world;
    private final Memory memory;
    private final RunId run;
    private final Rights rights = new Rights();
    private final Audit audit;
    private final Purse purse = new Purse();
    private Picture seen = Picture.NOTHING;
    private long stirred = -FRESH;

    Invariants(World world, Memory memory, RunId run, Audit audit) {
        this.world = world;
        this.memory = memory;
        this.run = run;
        this.audit = audit;
    }

    @Override
    public void begun(Crossing.Call call) {
        if (call.name().endsWith(".addTask") || call.name().endsWith(".addPlan")) {
            acts(call.by(), call.name());
        }
    }

    @Override
    public void after(Crossing.Call call, Object result) {
        String name = call.name().substring(call.name().indexOf('.') + 1);
        looked(call);
        if (call.name().equals("Mailbox.send")) {
            announces(call);
        }
        if (STIRS.contains(name)) {
            stirred = world.time.now();
        }
        if (call.name().equals("InMemoryOverdue.take")) {
            swept((List<?>) result);
        }
        purse.seen(call, result);
        if (!LOOKS.contains(name)) {
            Picture now = Picture.of(memory, run);
            check(call, now);
            seen = now;
        }
    }

    private void check(Crossing.Call call, Picture now) {
        rights.check(call, seen, now);
        audit.check(now);
        now.plans().values().forEach(plan -> opens(plan, now));
        now.cycles().values().forEach(cycle -> judged(cycle, now));
        now.run().ifPresent(found -> purse.check(call, found, memory.ledger().left(run)));
        now.run().ifPresent(found -> goesOn(found, now));
    }

    /// 5, first half: what a plan waits for is what it created and has not ended, no more and no
    /// less.
    private static void opens(Plan plan, Picture now) {
        Set<String> unfinished =
                Stream.concat(
                                now.tasks().values().stream()
                                        .filter(t -> t.id().plan().equals(plan.id()))
                                        .filter(t -> !t.state().isOver())
                                        .map(t -> t.id().value()),
                                now.plans().values().stream()
                                        .filter(p -> p.id().parent().equals(Optional.of(plan.id())))
                                        .filter(p -> !p.state().isOver())
                                        .map(p -> p.id().value()))
                        .collect(Collectors.toSet());
        unless(
                unfinished.equals(plan.children().open()),
                "5: %s waits for %s, but what has not ended is %s",
                plan.id(),
                plan.children().open(),
                unfinished);
    }

    /// 6: a cycle is heard when its root plan is over.
    private static void judged(Cycle cycle, Picture now) {
        Plan root = now.plans().get(PlanId.root(cycle.number()).value());
        unless(
                cycle.state() instanceof CycleState.Open || root.state().isOver(),
                "6: cycle %d is %s, but its root plan %s",
                cycle.number(),
                cycle.state(),
                root);
    }

    /// 5, second half: a running run has something that isn't over.
    private static void goesOn(Run found, Picture now) {
        if (found.state() instanceof RunState.Running(int cycle)) {
            Plan root = now.plans().get(PlanId.root(cycle).value());
            Cycle hearing = now.cycles().get(cycle);
            unless(root != null && hearing != null, "5: %s has no plan or cycle", found.state());
            unless(
                    !root.state().isOver() || !(hearing.state() instanceof CycleState.Judged),
                    "5: %s, and everything is over",
                    found.state());
        }
    }

    /// 7, of what was really used.
    void charged(long tokens) {
        purse.use(tokens);
    }

    /// 8: an agent that acts has seen within the last seconds that the run goes on.
    void acts(Life life, String what) {
        Life.Machine machine = life.machine;
        unless(machine.looked >= 0 && machine.running, "8: %s is about to %s", life, what);
        long age = world.time.now() - machine.looked - machine.excused;
        unless(age <= FRESH, "8: %s is about to %s after %d us", life, what, age);
        machine.excused = 0;
    }

    /// Between the look and the act lie calls that reserve and note down; what they take is
    /// excused.
    private void looked(Crossing.Call call) {
        Life.Machine machine = call.by().machine;
        if (call.name().equals("InMemoryRuns.find")) {
            machine.looked = world.time.now();
            machine.excused = 0;
            machine.running =
                    memory.runs()
                            .find(run)
                            .filter(r -> r.state() instanceof RunState.Running)
                            .isPresent();
        }
    }

    /// Between the look and the act lie calls that reserve and note down; what they take is
    /// excused.
    @Override
    public void ended(Crossing.Call call) {
        Life.Machine machine = call.by().machine;
        machine.excused += world.time.now() - Math.max(machine.looked, call.since());
    }

    /// What is announced has been written before.
    private void announces(Crossing.Call call) {
        boolean written =
                switch ((Announcement) call.with()[0]) {
                    case Announcement.SeedRun(RunId id) -> memory.runs().find(id).isPresent();
                    case Announcement.MirrorTrunk m -> true;
                    case Announcement.RunPlan(RunId id, PlanId plan) ->
                            memory.plans().find(id, plan).isPresent();
                    case Announcement.RunTask(RunId id, var task) ->
                            memory.tasks().find(id, task).isPresent();
                    case Announcement.JudgeCycle(RunId id, int cycle) ->
                            memory.plans()
                                    .find(id, PlanId.root(cycle))
                                    .filter(p -> p.state().isOver())
                                    .isPresent();
                };
        unless(written, "said before it was written: %s", call);
    }

    /// 5: no run that is running is without queued or claimed work. Looked at before each sweep,
    /// which is there for what a queue has given up and for users' requests that died half-way.
    void standsStill(Mailbox mailbox) {
        boolean running =
                memory.runs()
                        .find(run)
                        .filter(r -> r.state() instanceof RunState.Running)
                        .isPresent();
        if (running && world.alive() == 0 && mailbox.isSilent() && !world.unsaid()) {
            world.failed(new Violation("5: nobody is about to do anything: " + seen));
        }
    }

    /// While a run goes on and nothing fails, upstream doesn't stay behind. Looked at now and then.
    void mirrorIsAlive() {
        boolean running =
                memory.runs()
                        .find(run)
                        .filter(r -> r.state() instanceof RunState.Running)
                        .isPresent();
        if (running && world.weather.isCalm()) {
            memory.trunk().after(run, Math.max(0, memory.trunk().mirrored(run)), 1).stream()
                    .filter(first -> first.at().plus(BEHIND).isBefore(world.instant()))
                    .forEach(first -> world.failed(new Violation("upstream has not got " + first)));
        }
    }

    /// When all is over.
    void atTheEnd(Host host) {
        Picture now = Picture.of(memory, run);
        unless(
                now.run().filter(r -> r.state() instanceof RunState.Ended).isPresent(),
                "5: after all this time the run is still %s: %s",
                now.run().map(Run::state),
                now);
        audit.mirrored(host);
    }

    /// In calm weather nobody needs the sweeper, but it may come between an effect and what is said
    /// of it.
    private void swept(List<?> found) {
        boolean inBetween = world.time.now() - stirred < FRESH;
        unless(
                found.isEmpty() || inBetween || !world.weather.isCalm(),
                "nothing went wrong, but the sweeper found %s",
                found);
    }
}
