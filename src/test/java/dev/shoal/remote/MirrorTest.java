package dev.shoal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.memory.InMemoryAnnouncements.Sent;
import dev.shoal.run.Announcement.MirrorTrunk;
import dev.shoal.run.Event;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private static final Duration TURN = Duration.ofSeconds(12);
    private static final String TARGET = "shoal/r1";

    @TempDir Path folder;

    private GitFolder upstream;
    private Scene scene;

    @BeforeEach
    void seed() {
        upstream = GitFolder.create(folder.resolve("upstream.git"));
        upstream.commit("main", "a.txt", "a");
        scene = new Scene(folder.resolve("scratch")).asked(upstream.uri()).seeded();
        scene.memory.announcements().sent().forEach(scene.memory.announcements()::take);
    }

    private void turn() {
        scene.mirror.mirror(Scene.RUN);
    }

    @Test
    void whatLandedIsPushedToTheTarget() {
        String landed = scene.land("b.txt", "b");
        turn();
        assertThat(upstream.tip(TARGET)).contains(landed);
        assertThat(scene.mirrored()).isEqualTo(1);
    }

    @Test
    void overSmartHttpToo() {
        try (GitServer server = new GitServer(upstream)) {
            Scene other = new Scene(folder.resolve("s2")).asked(server.uri("/repo.git")).seeded();
            String landed = other.land("b.txt", "b");
            other.mirror.mirror(Scene.RUN);
            assertThat(upstream.tip(TARGET)).contains(landed);
        }
    }

    @Test
    void theBranchJoinsUpstreamsHistory() throws IOException {
        String base = upstream.tip("main").orElseThrow();
        scene.land("b.txt", "b");
        scene.land("c.txt", "c");
        turn();
        try (RevWalk walk = new RevWalk(upstream.repository())) {
            var tip = walk.parseCommit(upstream.repository().resolve(TARGET));
            var below = walk.parseCommit(tip.getParent(0));
            assertThat(below.getParent(0).name()).isEqualTo(base);
        }
    }

    @Test
    void laterLandingsMoveTheBranchForward() {
        scene.land("b.txt", "b");
        turn();
        scene.passes(TURN);
        String later = scene.land("c.txt", "c");
        turn();
        assertThat(upstream.tip(TARGET)).contains(later);
        assertThat(scene.mirrored()).isEqualTo(2);
    }

    @Test
    void theTrunkIsPushedThoughUpstreamMovedOn() {
        upstream.commit("main", "a.txt", "moved on");
        String landed = scene.land("b.txt", "b");
        turn();
        assertThat(upstream.tip(TARGET)).contains(landed);
    }

    @Test
    void nothingIsPushedWhileNothingLanded() {
        turn();
        assertThat(upstream.tip(TARGET)).isEmpty();
        assertThat(scene.mirrored()).isEqualTo(-1);
    }

    @Test
    void anotherProcessMirrorsFromThePacks() {
        String landed = scene.land("b.txt", "b");
        var depots =
                new Depots(
                        scene.memory.trunk(),
                        scene.memory.packs(),
                        new Scratch(folder.resolve("elsewhere")));
        var levelling =
                scene.levelling(new Upstream(true, Optional.empty()), depots, new Setbacks());
        levelling.level(scene.memory.runs().find(Scene.RUN).orElseThrow());
        assertThat(upstream.tip(TARGET)).contains(landed);
    }

    @Test
    void turnsAreKeptApartAndFollowEachOther() {
        scene.land("b.txt", "b");
        turn();
        assertThat(scene.sent(MirrorTrunk.class)).hasSize(1);
        scene.land("c.txt", "c");
        turn();
        turn();
        assertThat(scene.sent(MirrorTrunk.class)).hasSize(1);
        assertThat(scene.mirrored()).isEqualTo(1);
        assertThat(scene.sent(MirrorTrunk.class))
                .extracting(Sent::notBefore)
                .containsExactly(scene.now.plus(TURN));
    }

    @Test
    void theEndIsPushedAtOnceAndEndsTheChain() {
        scene.land("b.txt", "b");
        turn();
        String last = scene.land("c.txt", "c");
        scene.stop();
        scene.memory.announcements().sent().forEach(scene.memory.announcements()::take);
        turn();
        assertThat(upstream.tip(TARGET)).contains(last);
        assertThat(scene.sent(MirrorTrunk.class)).isEmpty();
    }

    @Test
    void anEndThatSomebodyElsesPushBlocksEndsTheChain() {
        upstream.commit(TARGET, "z.txt", "theirs");
        scene.land("b.txt", "b");
        scene.stop();
        scene.memory.announcements().sent().forEach(scene.memory.announcements()::take);
        turn();
        assertThat(scene.sent(MirrorTrunk.class)).isEmpty();
        assertThat(scene.events("mirror.failed")).hasSize(1);
    }

    @Test
    void aRefusedPushIsTriedAgainLessAndLessOften() throws IOException {
        refusePushes(true);
        scene.land("b.txt", "b");
        List<Duration> pauses = IntStream.range(0, 4).mapToObj(i -> pauseAfterTurn()).toList();
        assertThat(pauses)
                .containsExactly(
                        TURN, TURN.multipliedBy(2), TURN.multipliedBy(4), TURN.multipliedBy(8));
        assertThat(scene.events("mirror.failed")).hasSize(1);
        refusePushes(false);
        pauseAfterTurn();
        assertThat(scene.mirrored()).isEqualTo(1);
        assertThat(pauseAfterTurn()).isEqualTo(TURN);
    }

    @Test
    void aPushThatAHookRefusesIsToldAndTriedAgain() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        try (GitServer server = new GitServer(upstream, refuses::get)) {
            Scene other = new Scene(folder.resolve("s4")).asked(server.uri("/repo.git")).seeded();
            String landed = other.land("b.txt", "b");
            other.mirror.mirror(Scene.RUN);
            assertThat(upstream.tip(TARGET)).isEmpty();
            assertThat(other.events("mirror.failed"))
                    .extracting(Event::text)
                    .singleElement()
                    .asString()
                    .contains("not on a Friday");

            refuses.set(false);
            other.passes(Duration.ofMinutes(1));
            other.mirror.mirror(Scene.RUN);
            assertThat(upstream.tip(TARGET)).contains(landed);
        }
    }

    private Duration pauseAfterTurn() {
        scene.passes(Duration.ofMinutes(20));
        scene.memory.announcements().sent().forEach(scene.memory.announcements()::take);
        turn();
        Sent next = scene.sent(MirrorTrunk.class).getFirst();
        return Duration.between(scene.now, next.notBefore());
    }

    @Test
    void aRefusedEndIsTriedAgainForAnHour() throws IOException {
        refusePushes(true);
        scene.land("b.txt", "b");
        scene.stop();
        scene.memory.announcements().sent().forEach(scene.memory.announcements()::take);
        turn();
        assertThat(scene.sent(MirrorTrunk.class)).hasSize(1);
        scene.passes(Duration.ofMinutes(61));
        turn();
        assertThat(scene.sent(MirrorTrunk.class)).hasSize(1);
    }

    @Test
    void aRunThatWasNeverSeededHasNothingToMirror() {
        Scene other = new Scene(folder.resolve("s3")).asked(upstream.uri());
        other.mirror.mirror(Scene.RUN);
        other.stop();
        other.mirror.mirror(Scene.RUN);
        assertThat(other.events("mirror.failed")).isEmpty();
    }

    /// Somebody else holds upstream's lock on the branch.
    private void refusePushes(boolean refused) throws IOException {
        Path refs = upstream.repository().getDirectory().toPath().resolve("refs/heads/shoal");
        Path lock = Files.createDirectories(refs).resolve("r1.lock");
        if (refused) {
            Files.createFile(lock);
        } else {
            Files.delete(lock);
        }
    }
}
