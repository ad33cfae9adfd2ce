package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Amount;
import dev.shoal.run.Goal;
import dev.shoal.run.Guidance;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Page;
import dev.shoal.run.Progress;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunState.Outcome;
import dev.shoal.work.Added;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class RunsContract {

    private static final RunState.Ended STOPPED =
            new RunState.Ended(
                    Outcome.STOPPED, java.time.Instant.ofEpochSecond(9, 8), "stopped by its user");

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void nothing() {
        scene = new Scene(stores());
    }

    @Test
    void aCreatedRunIsFoundAsItWasAsked() {
        Run run = scene.asked();

        assertThat(scene.stores.runs().create(run)).isEqualTo(run);

        assertThat(scene.stores.runs().find(scene.run)).contains(run);
        assertThat(scene.stores.runs().progress(scene.run))
                .isEqualTo(new Progress(0, 0, 0, 0, 0, 0));
        assertThat(scene.eventKinds()).containsExactly("run.created " + scene.run);
    }

    @Test
    void aGoalWithNothingOptionalIsFoundAsItWasAsked() {
        ModelName model = ModelName.parse("m", "p/a/b/c");
        Goal goal =
                new Goal(
                        "g",
                        new Goal.Source(URI.create("file:///a%20b"), Optional.empty(), "t"),
                        Optional.empty(),
                        new Models(model, model, model),
                        Limits.DEFAULT);
        Run run = Run.asked(scene.run, scene.stores.clock().instant(), goal);
        scene.stores.runs().create(run);

        assertThat(scene.stores.runs().find(scene.run)).contains(run);
    }

    @Test
    void anUnknownRunIsNotFoundAndCannotEnd() {
        assertThat(scene.stores.runs().find(scene.run)).isEmpty();
        assertThat(scene.stores.runs().end(scene.run, STOPPED)).isFalse();
        assertThat(scene.stores.runs().find(scene.run)).isEmpty();
    }

    @Test
    void aSecondRunOfTheSameNameIsTheFirst() {
        Run first = scene.asked();
        scene.stores.runs().create(first);
        scene.stores.clock().advance(Duration.ofSeconds(1));

        assertThat(scene.stores.runs().create(scene.asked())).isEqualTo(first);
        assertThat(scene.stores.runs().create(first)).isEqualTo(first);
        assertThat(scene.eventKinds()).containsExactly("run.created " + scene.run);
    }

    @Test
    void aRunEndsOnce() {
        scene.stores.runs().create(scene.asked());

        List<Boolean> ended = Together.all(8, i -> scene.stores.runs().end(scene.run, STOPPED));

        assertThat(Collections.frequency(ended, true)).isEqualTo(1);
        assertThat(scene.stores.runs().find(scene.run).orElseThrow().state()).isEqualTo(STOPPED);
        assertThat(scene.eventKinds())
                .containsExactly("run.created " + scene.run, "run.ended " + scene.run);
    }

    @Test
    void aRunningRunIsPausedAndGoesOnInTheSameCycle() {
        scene = Scene.running(scene.stores);

        assertThat(Together.all(8, i -> scene.stores.runs().pause(scene.run))).containsOnly(true);
        assertThat(state()).isEqualTo(new RunState.Paused(1));
        assertThat(scene.stores.runs().live()).contains(scene.run);

        assertThat(Together.all(8, i -> scene.stores.runs().resume(scene.run))).containsOnly(true);
        assertThat(state()).isEqualTo(new RunState.Running(1));
        assertThat(Collections.frequency(scene.eventKinds(), "run.paused " + scene.run)).isOne();
        assertThat(Collections.frequency(scene.eventKinds(), "run.resumed " + scene.run)).isOne();
    }

    @Test
    void aRunThatIsSeedingOrHasEndedIsNeitherPausedNorResumed() {
        assertThat(scene.stores.runs().pause(scene.run)).isFalse();
        assertThat(scene.stores.runs().resume(scene.run)).isFalse();
        scene.stores.runs().create(scene.asked());
        assertThat(scene.stores.runs().pause(scene.run)).isFalse();
        assertThat(scene.stores.runs().resume(scene.run)).isFalse();
        assertThat(state()).isEqualTo(new RunState.Seeding());
        scene.stores.runs().end(scene.run, STOPPED);
        assertThat(scene.stores.runs().pause(scene.run)).isFalse();
        assertThat(scene.stores.runs().resume(scene.run)).isFalse();
        assertThat(state()).isEqualTo(STOPPED);
    }

    @Test
    void aPausedRunEndsLikeAnyOther() {
        scene = Scene.running(scene.stores);
        scene.stores.runs().pause(scene.run);

        assertThat(scene.stores.runs().end(scene.run, STOPPED)).isTrue();

        assertThat(state()).isEqualTo(STOPPED);
    }

    @Test
    void limitsThatAreRaisedGiveTheDifference() {
        Limits few = Scene.limits(1, new Amount(1_000, 1_000));
        scene = Scene.running(scene.stores, 1);
        Limits more = Scene.limits(3, new Amount(1_500, 2_000));
        reserve(100);
        HeldPlan planner = scene.rootPlanner();
        scene.task(planner);

        assertThat(Together.all(8, i -> scene.stores.runs().limit(scene.run, few, more)))
                .containsOnly(true);

        assertThat(scene.stores.runs().find(scene.run).orElseThrow().goal().limits())
                .isEqualTo(more);
        assertThat(scene.stores.ledger().left(scene.run)).isEqualTo(new Amount(1_400, 1_900));
        scene.tasks(planner, 2);
        assertThat(scene.stores.plans().addTask(planner, Scene.brief("one too many")))
                .isInstanceOf(Added.LimitReached.class);
        assertThat(Collections.frequency(scene.eventKinds(), "run.limited " + scene.run)).isOne();
    }

    @Test
    void limitsAreChangedByWhoKnowsThemOnly() {
        Limits first = Scene.limits(1_000, new Amount(1_000, 1_000));
        scene = Scene.running(scene.stores);
        Limits second = Scene.limits(5, new Amount(200, 300));

        assertThat(scene.stores.runs().limit(scene.run, second, Limits.DEFAULT)).isFalse();
        assertThat(scene.stores.runs().limit(scene.run, first, second)).isTrue();
        assertThat(scene.stores.runs().limit(scene.run, second, first)).isTrue();
        assertThat(scene.stores.runs().limit(scene.run, second, Limits.DEFAULT)).isFalse();
        assertThat(scene.stores.ledger().left(scene.run)).isEqualTo(new Amount(1_000, 1_000));
        assertThat(scene.stores.runs().limit(new Scene(scene.stores).run, first, second)).isFalse();
    }

    @Test
    void limitsLoweredBelowWhatIsTakenLeaveLessThanNothing() {
        scene = Scene.running(scene.stores);
        reserve(600);

        scene.stores
                .runs()
                .limit(
                        scene.run,
                        Scene.limits(1_000, new Amount(1_000, 1_000)),
                        Scene.limits(1_000, new Amount(500, 1_000)));

        assertThat(scene.stores.ledger().left(scene.run)).isEqualTo(new Amount(-100, 400));
        assertThat(reserve(1)).isEqualTo(new Ledger.Reservation.Exhausted());
    }

    @Test
    void aRunAskedForAgainIsAsItWasAskedThoughItsLimitsWereChanged() {
        Run run = scene.asked();
        scene.stores.runs().create(run);
        scene.stores.runs().limit(scene.run, Limits.DEFAULT, Scene.limits(5, new Amount(200, 300)));

        assertThat(scene.stores.runs().create(run)).isEqualTo(run);
    }

    @Test
    void theLimitsOfARunThatCanNeverGoOnStay() {
        Limits more = Scene.limits(5, new Amount(200, 300));
        scene.stores.runs().create(scene.asked());
        scene.stores.runs().end(scene.run, STOPPED);
        assertThat(scene.stores.runs().limit(scene.run, Limits.DEFAULT, more)).isFalse();

        Scene exhausted = Scene.running(scene.stores);
        exhausted.stores.runs().end(exhausted.run, ended(Outcome.EXHAUSTED));
        assertThat(
                        exhausted
                                .stores
                                .runs()
                                .limit(
                                        exhausted.run,
                                        Scene.limits(1_000, new Amount(1_000, 1_000)),
                                        more))
                .isTrue();
    }

    @Test
    void guidanceIsKeptInOrderAndBounded() {
        scene = Scene.running(scene.stores);

        Together.all(8, i -> scene.stores.runs().guide(scene.run, "say " + i));

        assertThat(scene.stores.runs().guidance(scene.run))
                .extracting(Guidance::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        for (int i = 9; i <= Guidance.MOST; i++) {
            assertThat(scene.stores.runs().guide(scene.run, "say " + i)).isTrue();
        }
        assertThat(scene.stores.runs().guide(scene.run, "too much")).isFalse();
        assertThat(scene.stores.runs().guidance(scene.run))
                .hasSize(Guidance.MOST)
                .last()
                .extracting(Guidance::text)
                .isEqualTo("say " + Guidance.MOST);
        assertThat(scene.eventKinds()).contains("run.guidance " + scene.run);
    }

    private Ledger.Reservation reserve(long amount) {
        Amount both = new Amount(amount, amount);
        Hold hold = Hold.of(scene.stores.clock().instant(), Scene.name(), 0);
        return scene.stores.ledger().reserve(scene.run, hold, new Ledger.Wanted(both, both));
    }

    private static RunState.Ended ended(Outcome outcome) {
        return new RunState.Ended(outcome, java.time.Instant.ofEpochSecond(9, 8), "because");
    }

    private RunState state() {
        return scene.stores.runs().find(scene.run).orElseThrow().state();
    }

    @Test
    void runsThatHaveNotEndedAreLive() {
        scene.stores.runs().create(scene.asked());
        Scene running = Scene.running(scene.stores);
        Scene ended = Scene.running(scene.stores);
        ended.stores.runs().end(ended.run, STOPPED);

        assertThat(scene.stores.runs().live())
                .contains(scene.run, running.run)
                .doesNotContain(ended.run);
    }

    @Test
    void runsAreListedNewestFirstPageByPage() {
        scene.stores.clock().advance(Duration.ofDays(400));
        List<RunId> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            scene.stores.clock().advance(Duration.ofSeconds(1));
            Scene next = new Scene(scene.stores);
            scene.stores.runs().create(next.asked());
            created.addFirst(next.run);
        }

        Page<Run> first = scene.stores.runs().list(2, Optional.empty());
        Page<Run> second = scene.stores.runs().list(3, first.next());

        assertThat(first.items())
                .extracting(Run::id)
                .containsExactlyElementsOf(created.subList(0, 2));
        assertThat(second.items())
                .extracting(Run::id)
                .containsExactlyElementsOf(created.subList(2, 5));
        assertThat(scene.stores.runs().list(10_000, first.next()).next()).isEmpty();
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        assertThatThrownBy(() -> scene.stores.runs().list(2, Optional.of("../x")))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).field())
                .isEqualTo("cursor");
    }
}
