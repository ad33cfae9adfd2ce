package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Cycles.Next;
import dev.shoal.judge.Verdict;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement.SeedRun;
import dev.shoal.run.Claim;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunState.Outcome;
import dev.shoal.run.Trail;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class CyclesContract {

    private static final Verdict.Continue CONTINUE =
            new Verdict.Continue("half of it", "do the rest");
    private static final Next NEXT = new Next(17, new PlanBrief("all", "do the rest"));

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRunInItsFirstCycle() {
        scene = Scene.running(stores());
    }

    @Test
    void aSeedingRunBeginsItsFirstCycleOnce() {
        scene = new Scene(stores());
        PlanBrief root = new PlanBrief("all", "do it");
        assertThat(scene.stores.cycles().first(scene.run, root)).isFalse();
        scene.stores.runs().create(scene.asked());

        List<Boolean> began = Together.all(8, i -> scene.stores.cycles().first(scene.run, root));

        assertThat(began).containsOnly(true);
        assertThat(state()).isEqualTo(new RunState.Running(1));
        assertThat(scene.stores.cycles().list(scene.run))
                .containsExactly(new Cycle(1, 0, 0, Trail.NONE, new CycleState.Open()));
        assertThat(scene.stores.plans().list(scene.run)).hasSize(1);
        assertThat(scene.eventKinds())
                .containsExactly("run.created " + scene.run, "cycle.begun c1", "plan.created c1.1");
    }

    @Test
    void anEndedRunBeginsNoCycle() {
        scene = new Scene(stores());
        scene.stores.runs().create(scene.asked());
        scene.stores.runs().end(scene.run, ended(Outcome.STOPPED));

        assertThat(scene.stores.cycles().first(scene.run, new PlanBrief("all", "do it"))).isFalse();
        assertThat(scene.stores.cycles().find(scene.run, 1)).isEmpty();
    }

    @Test
    void aCycleIsJudgedByOneAtATime() {
        List<Claim<Cycle>> claims = Together.all(16, i -> claim("j" + i));

        assertThat(claims).filteredOn(Claim.Won.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Lost.class::isInstance).hasSize(15);
        assertThat(scene.stores.cycles().find(scene.run, 1).orElseThrow().attempt()).isEqualTo(1);
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        assertThat(claim("next")).isInstanceOf(Claim.Won.class);
        assertThat(scene.stores.cycles().find(scene.run, 1))
                .contains(
                        new Cycle(
                                1, 0, 2, Trail.NONE, new CycleState.Judging(scene.lease("next"))));
    }

    @Test
    void aCycleThatIsNotThereIsGone() {
        assertThat(
                        scene.stores
                                .cycles()
                                .claim(
                                        scene.run,
                                        2,
                                        scene.lease("j"),
                                        scene.stores.clock().instant()))
                .isEqualTo(new Claim.Gone<>());
    }

    @Test
    void theRunGoesOnWithTheNextCycleAndAFreshRootPlan() {
        claim("j");

        assertThat(goOn("j")).isTrue();

        assertThat(state()).isEqualTo(new RunState.Running(2));
        assertThat(scene.stores.cycles().list(scene.run))
                .containsExactly(
                        new Cycle(1, 0, 1, Trail.NONE, new CycleState.Judged(CONTINUE)),
                        new Cycle(2, 17, 0, Trail.NONE, new CycleState.Open()));
        assertThat(scene.find(PlanId.root(2)).state()).isEqualTo(new PlanState.Ready());
        assertThat(scene.find(PlanId.root(2)).brief()).isEqualTo(NEXT.root());
        assertThat(claim("x")).isEqualTo(new Claim.Gone<>());
        assertThat(scene.eventKinds())
                .endsWith("cycle.judged c1", "cycle.begun c2", "plan.created c2.1");
    }

    @Test
    void aVerdictRepeatedByItsJudgeHasOneEffect() {
        claim("j");

        List<Boolean> results = Together.all(6, i -> goOn("j"));

        assertThat(results).containsOnly(true);
        assertThat(scene.stores.cycles().list(scene.run)).hasSize(2);
        assertThat(Collections.frequency(scene.eventKinds(), "cycle.judged c1")).isEqualTo(1);
    }

    @Test
    void aCycleIsJudgedOnce() {
        claim("late");
        scene.stores.clock().advance(Scene.LEASE.plusSeconds(1));
        claim("now");

        assertThat(goOn("late")).isFalse();
        assertThat(close("late", new Verdict.Complete("yes"), Outcome.COMPLETE)).isFalse();
        assertThat(close("now", new Verdict.Complete("yes"), Outcome.COMPLETE)).isTrue();
        assertThat(goOn("late")).isFalse();
        assertThat(state()).isEqualTo(ended(Outcome.COMPLETE));
    }

    @Test
    void aVerdictThatClosesTheRunEndsIt() {
        claim("j");

        assertThat(close("j", new Verdict.Abandon("hopeless"), Outcome.ABANDONED)).isTrue();

        assertThat(state()).isEqualTo(ended(Outcome.ABANDONED));
        assertThat(scene.stores.cycles().find(scene.run, 1).orElseThrow().state())
                .isEqualTo(new CycleState.Judged(new Verdict.Abandon("hopeless")));
        assertThat(scene.stores.runs().live()).doesNotContain(scene.run);
        assertThat(scene.eventKinds()).endsWith("cycle.judged c1", "run.ended " + scene.run);
    }

    @Test
    void aContinueAtTheLimitIsKeptThoughTheRunEnds() {
        claim("j");

        assertThat(close("j", CONTINUE, Outcome.EXHAUSTED)).isTrue();

        assertThat(scene.stores.cycles().find(scene.run, 1).orElseThrow().state())
                .isEqualTo(new CycleState.Judged(CONTINUE));
        assertThat(state()).isEqualTo(ended(Outcome.EXHAUSTED));
    }

    @Test
    void aStoppedRunIsNotJudged() {
        claim("j");
        scene.stores.runs().end(scene.run, ended(Outcome.STOPPED));

        assertThat(goOn("j")).isFalse();
        assertThat(close("j", new Verdict.Complete("yes"), Outcome.COMPLETE)).isFalse();
        assertThat(state()).isEqualTo(ended(Outcome.STOPPED));
        assertThat(scene.stores.cycles().find(scene.run, 2)).isEmpty();
    }

    @Test
    void aVerdictOnAPausedRunIsKeptAndTheRunStaysPaused() {
        claim("j");
        scene.stores.runs().pause(scene.run);

        assertThat(goOn("j")).isTrue();

        assertThat(state()).isEqualTo(new RunState.Paused(2));
        assertThat(scene.find(PlanId.root(2)).state()).isEqualTo(new PlanState.Ready());
    }

    @Test
    void aPausedRunCanBeJudgedToItsEnd() {
        claim("j");
        scene.stores.runs().pause(scene.run);

        assertThat(close("j", new Verdict.Complete("yes"), Outcome.COMPLETE)).isTrue();

        assertThat(state()).isEqualTo(ended(Outcome.COMPLETE));
    }

    @Test
    void aJudgingThatIsGivenBackCostsNoAttempt() {
        claim("j");

        assertThat(scene.stores.cycles().setAside(scene.run, 1, "other", "n")).isFalse();
        assertThat(scene.stores.cycles().setAside(scene.run, 1, "j", "n")).isTrue();

        assertThat(scene.stores.cycles().find(scene.run, 1))
                .contains(new Cycle(1, 0, 0, new Trail(0, "n", List.of()), new CycleState.Open()));
        assertThat(goOn("j")).isFalse();
        assertThat(claim("next")).isInstanceOf(Claim.Won.class);
        assertThat(scene.stores.cycles().setAside(scene.run, 1, "j", "n")).isFalse();
    }

    @Test
    void anExhaustedRunGoesOnInItsCycle() {
        scene.stores.runs().end(scene.run, ended(Outcome.EXHAUSTED));

        assertThat(Together.all(6, i -> reopen(1, Optional.empty()))).containsOnly(true);

        assertThat(state()).isEqualTo(new RunState.Running(1));
        assertThat(scene.stores.runs().live()).contains(scene.run);
        assertThat(scene.stores.cycles().list(scene.run)).hasSize(1);
        assertThat(Collections.frequency(scene.eventKinds(), "run.resumed " + scene.run)).isOne();
        scene.rootPlanner();
    }

    @Test
    void anExhaustedRunThatWasToGoOnBeginsItsNextCycle() {
        claim("j");
        close("j", CONTINUE, Outcome.EXHAUSTED);

        assertThat(Together.all(6, i -> reopen(1, Optional.of(NEXT)))).containsOnly(true);

        assertThat(state()).isEqualTo(new RunState.Running(2));
        assertThat(scene.stores.cycles().list(scene.run)).hasSize(2);
        assertThat(scene.find(PlanId.root(2)).state()).isEqualTo(new PlanState.Ready());
    }

    @Test
    void whoResumesByAnOldViewDoesNotTurnTheRunBack() {
        claim("j");
        goOn("j");
        scene.stores.runs().end(scene.run, ended(Outcome.EXHAUSTED));

        assertThat(reopen(1, Optional.empty())).isFalse();
        assertThat(reopen(1, Optional.of(NEXT))).isFalse();
        assertThat(state()).isEqualTo(ended(Outcome.EXHAUSTED));

        assertThat(reopen(2, Optional.empty())).isTrue();
        assertThat(state()).isEqualTo(new RunState.Running(2));
    }

    @Test
    void aRunThatWasExhaustedBeforeItBeganIsSeededAgain() {
        scene = new Scene(stores());
        scene.stores.runs().create(scene.asked());
        scene.stores.runs().end(scene.run, ended(Outcome.EXHAUSTED));

        assertThat(reopen(0, Optional.empty())).isTrue();

        assertThat(state()).isEqualTo(new RunState.Seeding());
        assertThat(scene.stores.overdue().unfinished(scene.run, 9))
                .containsExactly(new SeedRun(scene.run));
        assertThat(scene.stores.cycles().first(scene.run, new PlanBrief("all", "do it"))).isTrue();
    }

    @Test
    void aRunThatEndedOtherwiseStaysEnded() {
        scene.stores.runs().end(scene.run, ended(Outcome.STOPPED));

        assertThat(reopen(1, Optional.empty())).isFalse();
        assertThat(reopen(1, Optional.of(NEXT))).isFalse();

        assertThat(state()).isEqualTo(ended(Outcome.STOPPED));
        assertThat(scene.stores.cycles().find(scene.run, 2)).isEmpty();
    }

    private boolean reopen(int cycle, Optional<Next> next) {
        return scene.stores.cycles().reopen(scene.run, cycle, next);
    }

    private Claim<Cycle> claim(String token) {
        return scene.stores
                .cycles()
                .claim(scene.run, 1, scene.lease(token), scene.stores.clock().instant());
    }

    private boolean goOn(String token) {
        return scene.stores.cycles().goOn(scene.run, 1, token, CONTINUE, NEXT);
    }

    private boolean close(String token, Verdict verdict, Outcome outcome) {
        return scene.stores.cycles().close(scene.run, 1, token, verdict, ended(outcome));
    }

    private RunState.Ended ended(Outcome outcome) {
        return new RunState.Ended(outcome, java.time.Instant.EPOCH, "because");
    }

    private RunState state() {
        return scene.stores.runs().find(scene.run).orElseThrow().state();
    }
}
