package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.plan.HeldPlan;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk.Consolidation;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class TrunkContract {

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void anEmptyTrunk() {
        scene = new Scene(stores());
    }

    @Test
    void aTrunkThatIsNotSeededHasNoEnd() {
        assertThatThrownBy(() -> scene.stores.trunk().end(scene.run))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining(scene.run.value());
        assertThat(scene.stores.trunk().after(scene.run, -1, 10)).isEmpty();
    }

    @Test
    void aTrunkIsSeededOnce() {
        Landing seed = scene.landing(0, Optional.empty());
        Landing other = scene.landing(0, Optional.of(new TaskId("c1.1-1")));

        assertThat(scene.stores.trunk().begin(scene.run, seed)).isEqualTo(seed);
        assertThat(scene.stores.trunk().begin(scene.run, other)).isEqualTo(seed);
        assertThat(scene.stores.trunk().end(scene.run)).isEqualTo(seed);
        assertThat(scene.stores.trunk().after(scene.run, -1, 10)).containsExactly(seed);
    }

    @Test
    void landingsComeInOrderOfPosition() {
        scene = Scene.running(stores());
        HeldPlan planner = scene.rootPlanner();
        for (TaskId task : scene.tasks(planner, 12)) {
            Held held = scene.worker(task);
            scene.stores.tasks().land(held, scene.next(held), "ok", 0);
        }

        assertThat(scene.stores.trunk().end(scene.run).position()).isEqualTo(12);
        assertThat(positions(0, 100))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(positions(9, 2)).containsExactly(10L, 11L);
        assertThat(positions(12, 2)).isEmpty();
        assertThat(positions(-1, 1)).containsExactly(0L);
    }

    @Test
    void whatIsNoTasksIsAppendedWhereNothingIs() {
        scene = Scene.running(stores());
        Landing joined = scene.landing(1, Optional.empty());
        Landing other = scene.landing(1, Optional.of(new TaskId("c1.1-1")));

        assertThat(scene.stores.trunk().append(scene.run, joined)).isTrue();
        assertThat(scene.stores.trunk().append(scene.run, joined)).isTrue();
        assertThat(scene.stores.trunk().append(scene.run, other)).isFalse();

        assertThat(scene.stores.trunk().end(scene.run)).isEqualTo(joined);
        assertThat(scene.eventKinds()).containsOnlyOnce("trunk.joined " + scene.run);
    }

    @Test
    void anAppendedLandingAndThatOfATaskNeverTakeTheSamePosition() {
        scene = Scene.running(stores());
        Held held = scene.worker(scene.task(scene.rootPlanner()));
        Landing joined = scene.landing(1, Optional.empty());
        Landing landed = scene.next(held);

        List<Boolean> won =
                Together.all(
                        2,
                        i ->
                                i == 0
                                        ? scene.stores.trunk().append(scene.run, joined)
                                        : scene.stores.tasks().land(held, landed, "ok", 0)
                                                instanceof LandResult.Landed);

        assertThat(Collections.frequency(won, true)).isEqualTo(1);
        assertThat(scene.stores.trunk().end(scene.run)).isEqualTo(won.get(0) ? joined : landed);
    }

    private List<Long> positions(long after, int limit) {
        return scene.stores.trunk().after(scene.run, after, limit).stream()
                .map(Landing::position)
                .toList();
    }

    @Test
    void theNewestConsolidationCounts() {
        assertThat(scene.stores.trunk().consolidation(scene.run)).isEmpty();
        Consolidation first = new Consolidation(64, Scene.commit(1), "a.pack");
        Consolidation second = new Consolidation(128, Scene.commit(2), "b.pack");
        scene.stores.trunk().consolidated(scene.run, second);
        scene.stores.trunk().consolidated(scene.run, first);
        scene.stores.trunk().consolidated(scene.run, second);

        assertThat(scene.stores.trunk().consolidation(scene.run)).contains(second);
    }

    @Test
    void whatIsMirroredNeverGoesBack() {
        assertThat(scene.stores.trunk().mirrored(scene.run)).isEqualTo(-1);

        scene.stores.trunk().mirrored(scene.run, 0);
        scene.stores.trunk().mirrored(scene.run, 7);
        scene.stores.trunk().mirrored(scene.run, 5);

        assertThat(scene.stores.trunk().mirrored(scene.run)).isEqualTo(7);
    }

    @Test
    void oneMirrorsAtATime() {
        Instant now = scene.stores.clock().instant();
        Instant next = now.plus(Duration.ofSeconds(15));

        List<Boolean> may =
                Together.all(16, i -> scene.stores.trunk().mayMirror(scene.run, now, next));

        assertThat(Collections.frequency(may, true)).isEqualTo(1);
        assertThat(scene.stores.trunk().mayMirror(scene.run, next.minusNanos(1), next)).isFalse();
        assertThat(scene.stores.trunk().mayMirror(scene.run, next, next.plusSeconds(15))).isTrue();
        assertThat(scene.stores.trunk().mirrored(scene.run)).isEqualTo(-1);
    }
}
