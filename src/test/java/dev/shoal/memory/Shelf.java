package dev.shoal.memory;

import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Amount;
import dev.shoal.run.Announcement;
import dev.shoal.run.Cut;
import dev.shoal.run.Event;
import dev.shoal.run.Guidance;
import dev.shoal.run.Hold;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.Overdue;
import dev.shoal.run.PlanId;
import dev.shoal.run.Role;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Spend;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Break;
import dev.shoal.work.ReadyChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything of one run. Guarded by [Memory]'s lock.
final class Shelf {

    private static final int EVENT_TEXT = 1_000;

    final RunId id;
    final NavigableMap<String, KeptTask> tasks = new TreeMap<>();
    final NavigableMap<String, KeptPlan> plans = new TreeMap<>();
    final NavigableMap<Integer, KeptCycle> cycles = new TreeMap<>();
    final NavigableMap<String, ReadyChange> ready = new TreeMap<>();
    final NavigableMap<Long, Landing> trunk = new TreeMap<>();
    final NavigableMap<Long, Trunk.Consolidation> packs = new TreeMap<>();
    final List<Event> events = new ArrayList<>();
    final Set<Hold> holds = new HashSet<>();
    final Map<Role, Spend> byRole = new EnumMap<>(Role.class);
    long compute;
    final List<Guidance> guidance = new ArrayList<>();
    final Map<Announcement, Instant> due = new LinkedHashMap<>();
    final Map<Announcement, Duration> putOff = new HashMap<>();
    private final Map<Announcement, Integer> kills = new HashMap<>();

    /// Which child a plan made from a brief: by the plan's id and the brief's fingerprint.
    final Map<String, String> made = new HashMap<>();

    /// By cycle and fingerprint.
    final Map<String, Break> breaks = new HashMap<>();

    Limits asked = Limits.DEFAULT;
    Amount left = new Amount(0, 0);
    int tasksLeft;
    long conflicts;
    long mirrored = -1;
    Instant nextMirror = Instant.MIN;

    private final InstantSource clock;
    private final Ids ids;
    private @Nullable Run run;

    Shelf(RunId id, InstantSource clock, Ids ids) {
        this.id = id;
        this.clock = clock;
        this.ids = ids;
    }

    boolean holdsRun() {
        return run != null;
    }

    Run run() {
        return Objects.requireNonNull(run);
    }

    void keep(Run changed) {
        run = changed;
    }

    void become(RunState state) {
        Run old = run();
        keep(new Run(old.id(), old.createdAt(), old.goal(), state, old.spent()));
    }

    void limit(Limits limits) {
        Run old = run();
        keep(new Run(old.id(), old.createdAt(), old.goal().with(limits), old.state(), old.spent()));
    }

    boolean isRunning(int cycle) {
        return run != null && run.state().equals(new RunState.Running(cycle));
    }

    boolean isExhausted() {
        return run != null
                && run.state() instanceof RunState.Ended end
                && end.outcome() == RunState.Outcome.EXHAUSTED;
    }

    /// Running or paused in this cycle.
    boolean isIn(int cycle) {
        return isRunning(cycle) || (run != null && run.state().equals(new RunState.Paused(cycle)));
    }

    /// To another cycle; a paused run stays paused.
    void becomeIn(int cycle) {
        become(
                run().state() instanceof RunState.Paused
                        ? new RunState.Paused(cycle)
                        : new RunState.Running(cycle));
    }

    void end(RunState.Ended end) {
        become(end);
        due.remove(new Announcement.SeedRun(id));
        event("run.ended", id.value(), end.label() + ": " + end.reason());
    }

    void event(String kind, String subject, String text) {
        events.add(
                new Event(
                        ids.next(), clock.instant(), kind, subject, Cut.toKeep(text, EVENT_TEXT)));
    }

    void begin(int cycle, long base, PlanBrief root) {
        PlanId plan = PlanId.root(cycle);
        cycles.put(cycle, KeptCycle.begun(cycle, base));
        event("cycle.begun", "c" + cycle, "at position " + base);
        add(plan, root);
    }

    void add(PlanId plan, PlanBrief brief) {
        plans.put(plan.value(), new KeptPlan(Plan.fresh(plan, brief.toKeep()), ""));
        dueSoon(announcement(plan));
        event("plan.created", plan.value(), brief.scope());
    }

    /// Takes an ended child out of the open set of the plan that created it.
    void countDown(PlanId parent, String child) {
        KeptPlan kept = plans.get(parent.value());
        if (kept != null) {
            Set<String> open = new TreeSet<>(kept.plan().children().open());
            open.remove(child);
            plans.put(parent.value(), kept.open(open));
        }
    }

    Announcement announcement(PlanId plan) {
        return new Announcement.RunPlan(id, plan);
    }

    Announcement announcement(TaskId task) {
        return new Announcement.RunTask(id, task);
    }

    Announcement announcement(int cycle) {
        return new Announcement.JudgeCycle(id, cycle);
    }

    void dueSoon(Announcement announcement) {
        dueSoon(announcement, Duration.ZERO);
    }

    void dueSoon(Announcement announcement, Duration later) {
        due.put(announcement, clock.instant().plus(later).plus(Overdue.UNANNOUNCED));
    }

    void dueAfter(Announcement announcement, Lease lease) {
        due.put(announcement, lease.until().plus(Overdue.MARGIN));
        putOff.remove(announcement);
    }

    /// What the death of its holder changes in the attempts that were made.
    int killed(Announcement held) {
        return kills.merge(held, 1, Integer::sum) <= Overdue.FREE_KILLS ? -1 : 0;
    }
}
