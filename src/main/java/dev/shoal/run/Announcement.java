package dev.shoal.run;

/// What is said on a queue: names of things only, never their state. Receiving one twice, late or
/// out of order is harmless, for the claim on the item decides.
public sealed interface Announcement {
    RunId run();

    record SeedRun(RunId run) implements Announcement {}

    record MirrorTrunk(RunId run) implements Announcement {}

    record RunPlan(RunId run, PlanId plan) implements Announcement {}

    record RunTask(RunId run, TaskId task) implements Announcement {}

    record JudgeCycle(RunId run, int cycle) implements Announcement {}
}
