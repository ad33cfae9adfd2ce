package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.TaskId;
import dev.shoal.work.Break;
import dev.shoal.work.Breaks;
import dev.shoal.work.Symptom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class BreaksContract {
    private static final Symptom SYMPTOM = new Symptom("src/ä.c", "error: expected ';'");
    private static final TaskId ONE = new TaskId("c1.1-1");
    private static final TaskId TWO = new TaskId("c1.1.2-2");
    private static final TaskId FIX = new TaskId("c1.1-9");

    private Scene scene;
    private Breaks breaks;

    protected abstract Stores stores();

    @BeforeEach
    void aRun() {
        scene = Scene.running(stores());
        breaks = scene.stores.breaks();
    }

    private static Break broken(int round, Set<TaskId> metBy, Optional<TaskId> fix) {
        return new Break(SYMPTOM, round, metBy, fix);
    }

    @Test
    void whoMeetsAFailureIsNotedOnceInTheirCycle() {
        assertThat(breaks.met(scene.run, ONE, SYMPTOM))
                .isEqualTo(broken(0, Set.of(ONE), Optional.empty()));
        breaks.met(scene.run, ONE, SYMPTOM);
        Break both = breaks.met(scene.run, TWO, SYMPTOM);
        breaks.met(scene.run, TWO, new Symptom("src/b.c", "another"));
        breaks.met(scene.run, new TaskId("c2.1-1"), SYMPTOM);

        assertThat(both).isEqualTo(broken(0, Set.of(ONE, TWO), Optional.empty()));
        assertThat(breaks.list(scene.run, 1)).hasSize(2).contains(both);
        assertThat(breaks.list(scene.run, 2)).hasSize(1);
        assertThat(breaks.list(scene.run, 3)).isEmpty();
    }

    @Test
    void whoMendsItIsNamedOnceAndNobodyIsNotedAfterThat() {
        Break seen = breaks.met(scene.run, ONE, SYMPTOM);
        Break mended = broken(0, Set.of(ONE), Optional.of(FIX));

        assertThat(breaks.mends(scene.run, seen, FIX)).isEqualTo(mended);
        assertThat(breaks.mends(scene.run, seen, TWO)).isEqualTo(mended);
        assertThat(breaks.met(scene.run, TWO, SYMPTOM)).isEqualTo(mended);
    }

    @Test
    void whatComesBackBeginsANewRoundOnce() {
        Break seen = breaks.met(scene.run, ONE, SYMPTOM);
        Break mended = breaks.mends(scene.run, seen, FIX);
        Break again = broken(1, Set.of(TWO), Optional.empty());

        assertThat(breaks.reopen(scene.run, mended, TWO)).isEqualTo(again);
        assertThat(breaks.reopen(scene.run, mended, ONE)).isEqualTo(again);
        assertThat(breaks.mends(scene.run, seen, FIX)).isEqualTo(again);
        assertThat(breaks.mends(scene.run, again, ONE))
                .isEqualTo(broken(1, Set.of(TWO), Optional.of(ONE)));
    }

    @Test
    void fiftyAtOnceAreAllNotedAndNameOneMender() {
        Break seen = breaks.met(scene.run, ONE, SYMPTOM);
        List<Break> all =
                Together.all(
                        50,
                        i -> {
                            breaks.met(scene.run, new TaskId("c1.1-" + (i + 1)), SYMPTOM);
                            return breaks.mends(scene.run, seen, new TaskId("c1.1-" + (i + 100)));
                        });

        assertThat(all).extracting(Break::fix).doesNotContain(Optional.empty());
        assertThat(all.stream().map(Break::fix).distinct()).hasSize(1);
    }
}
