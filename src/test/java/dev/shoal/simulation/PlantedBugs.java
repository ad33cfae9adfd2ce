package dev.shoal.simulation;

import java.util.List;

/// The bugs that the simulation has to find: those that one fears, and those that it once found in
/// the real code. docs/simulation.md has the table.
final class PlantedBugs {
    static final long MOST = 1_000;

    private PlantedBugs() {}

    /// Each is caught within [#MOST] seeds.
    static final List<Mutant> ALL =
            List.of(
                    Mutant.of(
                            "claim of what somebody holds",
                            "memory/InMemoryTasks.java",
                            "case TaskState.Claimed(Lease old) when old.until().isBefore(now) ->",
                            "case TaskState.Claimed(Lease old) when old.until().isAfter(Instant.EPOCH) ->"),
                    Mutant.of(
                                    "countdown outside the transaction",
                                    "memory/InMemoryTasks.java",
                                    "        shelf.countDown(id.plan(), id.value());\n",
                                    "")
                            .and(
                                    "memory/InMemoryPlans.java",
                                    "shelf -> kept(shelf, plan).map(kept -> wake(shelf, kept)).orElse(Wake.NOT_YET));",
                                    """
                                    shelf -> {
                                        shelf.tasks.values().stream()
                                                .map(KeptTask::task)
                                                .filter(t -> t.id().plan().equals(plan))
                                                .filter(t -> t.state().isOver())
                                                .forEach(t -> shelf.countDown(plan, t.id().value()));
                                        return kept(shelf, plan)
                                                .map(kept -> wake(shelf, kept))
                                                .orElse(Wake.NOT_YET);
                                    });
                                    """),
                    Mutant.of(
                            "judge on an empty queue",
                            "plan/PlanEndings.java",
                            """
                                        announcements.send(new Announcement.RunPlan(run, plan));
                            """,
                            """
                                        announcements.send(
                                                plan.depth() == 0
                                                        ? new Announcement.JudgeCycle(run, plan.cycle())
                                                        : new Announcement.RunPlan(run, plan));
                            """),
                    Mutant.of(
                            "send before write",
                            "plan/PlanEndings.java",
                            """
                                    } else if (plans.finish(round.held(), new PlanState.Done(handoff))) {
                                        told(round.run().id(), round.plan().id(), Wake.MADE_READY);
                                    }
                            """,
                            """
                                    } else {
                                        told(round.run().id(), round.plan().id(), Wake.MADE_READY);
                                        plans.finish(round.held(), new PlanState.Done(handoff));
                                    }
                            """),
                    Mutant.of(
                                    "settle twice",
                                    "agent/Allowance.java",
                                    "            ledger.settle(who.run(), reserved, new Bill(who.role(), holds, spent, compute));\n",
                                    """
                                                ledger.settle(who.run(), reserved, new Bill(who.role(), holds, spent, compute));
                                                ledger.settle(who.run(), reserved, new Bill(who.role(), holds, spent, compute));
                                    """)
                            .and(
                                    "memory/InMemoryLedger.java",
                                    "if (!shelf.holds.contains(bill.holds().getFirst())) {",
                                    "if (bill.holds().isEmpty()) {"),
                    Mutant.of(
                            "wake without the waiting check",
                            "memory/InMemoryPlans.java",
                            """
                                    if (!kept.mayWake()) {
                                        return Wake.NOT_YET;
                                    }
                            """,
                            ""),
                    Mutant.of(
                            "lost answer treated as failure",
                            "work/WorkShift.java",
                            "            leg.work(job);\n",
                            """
                                        try {
                                            leg.work(job);
                                        } catch (dev.shoal.run.TransientFault e) {
                                            endings.failed(job, "failed: " + e.getMessage());
                                        }
                            """),
                    Mutant.of(
                            "consolidation that drops a pack",
                            "trunk/Consolidator.java",
                            "depots.upload(run, depot, landing.commit(), Optional.empty());",
                            "depots.upload(run, depot, landing.commit(), depot.parentOf(landing.commit()));"),
                    Mutant.of(
                            "mirror that forgets a landing",
                            "remote/Levelling.java",
                            "if (trunk.mirrored(id) >= end.position()) {",
                            "if (trunk.mirrored(id) >= end.position() - 1) {"),
                    Mutant.of(
                            "landing without a merge",
                            "work/Coupling.java",
                            "depot.moved(commit, last, tree, now)",
                            "depot.moved(commit, last, depot.treeOf(commit), now)"),
                    Mutant.of(
                            "verdict by who lost the judging",
                            "memory/KeptCycle.java",
                            """
                                    return cycle.state() instanceof CycleState.Judging(Lease lease)
                                            && lease.token().equals(claim);
                            """,
                            """
                                    return cycle.state() instanceof CycleState.Judging;
                            """),
                    Mutant.of(
                            "stop that is noticed after minutes",
                            "run/RunWatch.java",
                            "STALE = Duration.ofSeconds(2);",
                            "STALE = Duration.ofMinutes(2);"),
                    Mutant.of(
                            "claim without token",
                            "memory/KeptTask.java",
                            """
                                    return task.state() instanceof TaskState.Claimed(Lease lease)
                                            && lease.token().equals(claim);
                            """,
                            """
                                    return task.state() instanceof TaskState.Claimed;
                            """),
                    Mutant.of(
                            "landing without the task condition",
                            "memory/InMemoryTasks.java",
                            """
                                    if (!kept.isHeldBy(held.token())) {
                                        return new LandResult.ClaimLost();
                                    }
                            """,
                            ""),
                    Mutant.of(
                            "landing where somebody landed",
                            "memory/InMemoryTasks.java",
                            "if (shelf.trunk.putIfAbsent(landing.position(), landing) != null) {",
                            "if (shelf.trunk.put(landing.position(), landing) == landing) {"),
                    Mutant.of(
                            "lease never expires",
                            "memory/InMemoryTasks.java",
                            "case TaskState.Claimed(Lease old) when old.until().isBefore(now) ->",
                            "case TaskState.Claimed(Lease old) when old.until().isBefore(Instant.EPOCH) ->"),
                    Mutant.of(
                            "next leg that nobody is told of",
                            "work/Endings.java",
                            """
                                    if (tasks.handOver(job.held(), checkpoint, within(later))) {
                                        announcements.send(said(job), later);
                                    }
                            """,
                            """
                                    tasks.handOver(job.held(), checkpoint, within(later));
                            """),
                    Mutant.of(
                            "notes for a long prompt without a look",
                            "agent/Session.java",
                            "return barrier().or(() -> notes.startAfresh().flatMap(this::ended));",
                            "return notes.startAfresh().flatMap(this::ended);"),
                    Mutant.of(
                            "refund after crash",
                            "memory/InMemoryTasks.java",
                            "        KeptTask claimed = kept.claimed(lease);\n",
                            """
                                    KeptTask claimed = kept.claimed(lease);
                                    if (kept.task().state() instanceof TaskState.Claimed) {
                                        shelf.left = shelf.left.minus(new dev.shoal.run.Amount(-20_000, 0));
                                    }
                            """),
                    Mutant.of(
                            "landing after the end that is not mirrored",
                            "work/Leg.java",
                            "case Lander.Outcome.Landed landed -> endings.landed(job);",
                            "case Lander.Outcome.Landed landed -> endings.told(job);"),
                    Mutant.of(
                            "sweep that leaves the mirror alone",
                            "run/Sweep.java",
                            "                mirror(run);\n",
                            ""),
                    Mutant.of(
                            "plan announced of a run stopped while it was seeded",
                            "remote/Seeder.java",
                            "if (begin(runs.find(id).orElseThrow())) {",
                            "if (begin(runs.find(id).orElseThrow()) || true) {"),
                    Mutant.of(
                            "joint landing without tokens",
                            "memory/InMemoryReadyChanges.java",
                            "task != null && task.isHeldBy(held.token());",
                            "task != null && !task.task().state().isOver();"));
}
