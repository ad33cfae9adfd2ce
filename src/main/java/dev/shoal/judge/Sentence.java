package dev.shoal.judge;

import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Mishap;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunState.Outcome;
import dev.shoal.run.RunWatch;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;

/// Carries verdicts out: first the one transaction, then the announcement.
@ApplicationScoped
public class Sentence {
    /// The scope of each cycle's root plan.
    public static final String ROOT_SCOPE = "root";

    private final Cycles cycles;
    private final Trunk trunk;
    private final Findings findings;
    private final RunWatch watch;
    private final RunEnd runEnd;
    private final Announcements announcements;
    private final InstantSource clock;

    public Sentence(
            Cycles cycles,
            Trunk trunk,
            Findings findings,
            RunWatch watch,
            RunEnd runEnd,
            Announcements announcements,
            InstantSource clock) {
        this.cycles = cycles;
        this.trunk = trunk;
        this.findings = findings;
        this.watch = watch;
        this.runEnd = runEnd;
        this.announcements = announcements;
        this.clock = clock;
    }

    void carryOut(Hearing hearing, Verdict verdict) {
        switch (verdict) {
            case Verdict.Complete(String reason) ->
                    close(hearing, verdict, Outcome.COMPLETE, reason);
            case Verdict.Abandon(String reason) ->
                    close(hearing, verdict, Outcome.ABANDONED, reason);
            case Verdict.Continue next -> goOn(hearing, next);
        }
    }

    /// No verdict could be had: the run ends. False if the claim is lost.
    boolean failed(Hearing hearing, String cause) {
        String reason =
                "cycle %d could not be judged: %s".formatted(hearing.cycle().number(), cause);
        return close(hearing, new Verdict.Abandon(reason), Outcome.FAILED, reason);
    }

    /// No verdict yet: another judge goes on from the notes.
    void handOver(Hearing hearing, String notes, Duration later) {
        Duration wait = later.compareTo(Announcements.LONGEST) > 0 ? Announcements.LONGEST : later;
        int cycle = hearing.cycle().number();
        if (cycles.handOver(hearing.run().id(), cycle, hearing.token(), notes, wait)) {
            announcements.send(said(hearing), wait);
        }
    }

    /// This attempt came to nothing: another judge tries later, if there may be another. False if
    /// the judging is no longer in these hands: then a verdict was perhaps carried out before the
    /// mishap, and nobody told.
    boolean mishap(Hearing hearing, String what) {
        int attempt = hearing.cycle().attempt();
        if (attempt >= hearing.run().goal().limits().perTask().attempts()) {
            return failed(
                    hearing,
                    Mishap.postMortem(attempt, hearing.cycle().trail().with(what).mishaps()));
        }
        Duration later = Mishap.pause(attempt);
        int cycle = hearing.cycle().number();
        boolean mine = cycles.retry(hearing.run().id(), cycle, hearing.token(), what, later);
        if (mine) {
            announcements.send(said(hearing), later);
        }
        return mine;
    }

    private static Announcement said(Hearing hearing) {
        return new Announcement.JudgeCycle(hearing.run().id(), hearing.cycle().number());
    }

    void outOfAllowance(Hearing hearing, String notes) {
        int cycle = hearing.cycle().number();
        cycles.setAside(hearing.run().id(), cycle, hearing.token(), notes);
        runEnd.end(hearing.run().id(), Outcome.EXHAUSTED, "the limit of tokens or usd is used up");
    }

    /// Says again what a judged cycle implies that was perhaps not said before a crash.
    void repeat(RunId run, int cycle) {
        cycles.find(run, cycle + 1).ifPresent(next -> begun(run, next.number()));
    }

    /// The run is over: what has landed is mirrored a last time, in case that was not said before a
    /// crash.
    void ended(RunId run) {
        runEnd.ended(run);
    }

    private void goOn(Hearing hearing, Verdict.Continue verdict) {
        Run run = hearing.run();
        int next = hearing.cycle().number() + 1;
        if (next > run.goal().limits().cycles()) {
            close(
                    hearing,
                    verdict,
                    Outcome.EXHAUSTED,
                    "the limit of cycles is used up: " + verdict.reason());
            return;
        }
        long base = trunk.end(run.id()).position();
        if (nothingLanded(hearing, base)) {
            close(
                    hearing,
                    verdict,
                    Outcome.ABANDONED,
                    "no change landed in cycles %d and %d. The judge: %s"
                            .formatted(next - 2, next - 1, verdict.reason()));
            return;
        }
        if (cycles.goOn(
                run.id(),
                hearing.cycle().number(),
                hearing.token(),
                verdict,
                new Cycles.Next(base, root(findings, run.id(), next - 1, verdict)))) {
            begun(run.id(), next);
        }
    }

    /// What the root planner starts from that comes after `cycle`.
    static PlanBrief root(Findings findings, RunId run, int cycle, Verdict.Continue verdict) {
        return new PlanBrief(
                ROOT_SCOPE,
                String.join(
                        "\n\n", verdict.reason(), verdict.guidance(), findings.learnt(run, cycle)));
    }

    /// Not in this cycle, nor in the one before: a third would be for nothing, too.
    private boolean nothingLanded(Hearing hearing, long end) {
        Cycle cycle = hearing.cycle();
        return end == cycle.base()
                && cycles.find(hearing.run().id(), cycle.number() - 1)
                        .filter(before -> before.base() == cycle.base())
                        .isPresent();
    }

    private void begun(RunId run, int cycle) {
        watch.forget(run);
        announcements.send(new Announcement.RunPlan(run, PlanId.root(cycle)));
    }

    private boolean close(Hearing hearing, Verdict verdict, Outcome outcome, String reason) {
        RunId run = hearing.run().id();
        var end = new RunState.Ended(outcome, clock.instant(), reason);
        boolean mine = cycles.close(run, hearing.cycle().number(), hearing.token(), verdict, end);
        if (mine) {
            runEnd.ended(run);
        }
        return mine;
    }
}
