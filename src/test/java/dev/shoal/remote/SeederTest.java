package dev.shoal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Announcement.MirrorTrunk;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Goal;
import dev.shoal.run.RunState;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.TreeId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeederTest {
    @TempDir Path folder;

    private GitFolder upstream;
    private Scene scene;

    @BeforeEach
    void prepare() {
        upstream = GitFolder.create(folder.resolve("up stream %41 é.git"));
        scene = new Scene(folder.resolve("scratch"));
    }

    @Test
    void theNewestCommitBecomesPositionZero() {
        upstream.commit("main", "a.txt", "old");
        String newest = upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri()).seeded();
        Landing end = scene.memory.trunk().end(Scene.RUN);
        assertThat(end.position()).isZero();
        assertThat(end.commit().hex()).isEqualTo(newest);
        assertThat(scene.state()).isEqualTo(new RunState.Running(1));
        assertThat(scene.sent(RunPlan.class)).hasSize(1);
        assertThat(scene.sent(MirrorTrunk.class)).hasSize(1);
    }

    @Test
    void anotherProcessFindsAllItNeedsInThePack() {
        upstream.commit("main", "dir/a.txt", "old");
        upstream.commit("main", "dir/b.txt", "new");
        scene.asked(upstream.uri()).seeded();
        Landing end = scene.memory.trunk().end(Scene.RUN);
        var other =
                new Depots(
                        scene.memory.trunk(),
                        scene.memory.packs(),
                        new Scratch(folder.resolve("elsewhere")));
        var depot = other.at(Scene.RUN, end);
        assertThat(depot.parentOf(end.commit())).isEmpty();
        assertThat(depot.treeOf(end.commit())).isNotNull();
    }

    @Test
    void historyIsLeftBehind() throws IOException {
        String old = upstream.commit("main", "a.txt", "old");
        upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri()).seeded();
        var objects = scene.depots.of(Scene.RUN).repository().getObjectDatabase();
        assertThat(objects.has(ObjectId.fromString(old))).isFalse();
    }

    @Test
    void aRunStartsFromTheBranchItNames() {
        upstream.commit("main", "a.txt", "main");
        String dev = upstream.commit("dev", "a.txt", "dev");
        scene.asked(new Goal.Source(upstream.uri(), Optional.of("dev"), "out")).seeded();
        assertThat(scene.memory.trunk().end(Scene.RUN).commit().hex()).isEqualTo(dev);
    }

    @Test
    void smartHttpWorksToo() {
        String newest = upstream.commit("main", "a.txt", "new");
        try (GitServer server = new GitServer(upstream)) {
            scene.asked(server.uri("/repo.git")).seeded();
        }
        assertThat(scene.memory.trunk().end(Scene.RUN).commit().hex()).isEqualTo(newest);
    }

    @Test
    void aMessageThatComesAgainOnlyAnnouncesAgain() {
        upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri()).seeded();
        Landing before = scene.memory.trunk().end(Scene.RUN);
        upstream.commit("main", "a.txt", "newer");
        scene.seeded();
        assertThat(scene.memory.trunk().end(Scene.RUN)).isEqualTo(before);
        assertThat(scene.sent(RunPlan.class)).hasSize(2);
    }

    @Test
    void seedingGoesOnFromTheTrunkThatADeadProcessBegan() {
        String first = upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri());
        var depot = scene.depots.of(Scene.RUN);
        var source = new Goal.Source(upstream.uri(), Optional.empty(), "shoal/r1");
        var upstreams = new Upstream(true, Optional.empty());
        var commit =
                new Clones(new Remotes(upstreams), upstreams, wait -> {})
                        .fetch(depot, source)
                        .orElseThrow();
        String pack = scene.depots.upload(Scene.RUN, depot, commit, Optional.empty());
        scene.memory
                .trunk()
                .begin(Scene.RUN, new Landing(0, commit, pack, Optional.empty(), scene.now));
        upstream.commit("main", "a.txt", "newer");
        scene.seeded();
        assertThat(scene.memory.trunk().end(Scene.RUN).commit().hex()).isEqualTo(first);
        assertThat(scene.state()).isEqualTo(new RunState.Running(1));
    }

    @Test
    void aLateCopyOfTheMessageDoesNotFailARunThatHasGoneOn() {
        upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri()).seeded();
        upstream.commit("shoal/r1", "a.txt", "mirrored");
        scene.seeded();
        assertThat(scene.state()).isEqualTo(new RunState.Running(1));
    }

    @Test
    void aStoppedRunIsLeftAlone() {
        upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri());
        scene.stop();
        scene.seeded();
        assertThat(scene.memory.trunk().after(Scene.RUN, -1, 1)).isEmpty();
        assertThat(scene.sent(RunPlan.class)).isEmpty();
    }

    @Test
    void aRunStoppedWhileItWasFetchedStaysStopped() {
        upstream.commit("main", "a.txt", "new");
        scene.asked(upstream.uri());
        scene.stop();
        assertThat(scene.memory.cycles().first(Scene.RUN, new PlanBrief("s", ""))).isFalse();
    }

    @Test
    void anEmptyRepositoryIsStartedFromNothing() {
        scene.asked(upstream.uri()).seeded();
        assertThat(scene.state()).isEqualTo(new RunState.Running(1));
        String landed = scene.land("a.txt", "first");
        scene.mirror.mirror(Scene.RUN);
        assertThat(upstream.tip("shoal/r1")).contains(landed);
    }

    @Test
    void anotherProcessFindsTheStartFromNothingInThePack() {
        scene.asked(upstream.uri()).seeded();
        Landing start = scene.memory.trunk().end(Scene.RUN);
        var elsewhere = new Scratch(folder.resolve("elsewhere"));
        var other = new Depots(scene.memory.trunk(), scene.memory.packs(), elsewhere);
        TreeId tree = other.at(Scene.RUN, start).treeOf(start.commit());
        assertThat(tree).isEqualTo(TreeId.EMPTY);
    }

    @Test
    void aCommitWithoutFilesIsAStartToo() {
        upstream.commitNothing("main");
        scene.asked(upstream.uri()).seeded();
        assertThat(scene.state()).isEqualTo(new RunState.Running(1));
        scene.land("a.txt", "first");
        scene.mirror.mirror(Scene.RUN);
        assertThat(scene.mirrored()).isEqualTo(1);
    }

    @Test
    void aBranchOfAnEmptyRepositoryIsRefused() {
        scene.asked(new Goal.Source(upstream.uri(), Optional.of("main"), "out")).seeded();
        assertThat(scene.failure()).contains("has no commits", "leave branch out");
    }

    @Test
    void aMissingBranchFailsTheRunAndNamesThoseThatExist() {
        upstream.commit("main", "a.txt", "a");
        upstream.commit("dev", "a.txt", "b");
        scene.asked(new Goal.Source(upstream.uri(), Optional.of("nope"), "out")).seeded();
        assertThat(scene.failure()).contains("no branch nope", "dev, main");
    }

    @Test
    void aHeadWithoutCommitsAsksForABranch() {
        upstream.commit("dev", "a.txt", "b");
        scene.asked(upstream.uri()).seeded();
        assertThat(scene.failure()).contains("name a branch", "dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "taken/below", "above"})
    void aTargetThatIsTakenFailsTheRun(String target) {
        upstream.commit("main", "a.txt", "a");
        upstream.commit("taken", "a.txt", "a");
        upstream.commit("above/it", "a.txt", "a");
        scene.asked(new Goal.Source(upstream.uri(), Optional.empty(), target)).seeded();
        assertThat(scene.failure()).contains(target, "name another target");
    }

    @Test
    void aFolderThatIsNoRepositoryFailsTheRun() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        scene.asked(plain.toUri()).seeded();
        assertThat(scene.failure()).contains("is not a git repository");
    }

    @Test
    void aFolderThatIsNotThereFailsTheRun() {
        scene.asked(folder.resolve("nothing").toUri()).seeded();
        assertThat(scene.failure()).contains("is not a git repository");
    }

    @Test
    void aFileFailsTheRun() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a bundle either");
        scene.asked(file.toUri()).seeded();
        assertThat(scene.failure()).contains("is not a git repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing.git", "/page.git"})
    void aServerWithoutARepositoryFailsTheRun(String path) {
        try (GitServer server = new GitServer(upstream)) {
            scene.asked(server.uri(path)).seeded();
        }
        assertThat(scene.failure()).contains("is not a git repository");
    }

    @Test
    void aRepositoryThatAsksForACredentialFailsTheRun() {
        try (GitServer server = new GitServer(upstream)) {
            scene.asked(server.uri("/locked.git")).seeded();
        }
        assertThat(scene.failure()).contains("SHOAL_GIT_TOKEN");
    }

    @Test
    void theTokenIsNeverSentOverPlainHttp() {
        Scene withToken =
                new Scene(folder.resolve("s2"), new Upstream(true, Optional.of(() -> "s3cret")));
        try (GitServer server = new GitServer(upstream)) {
            withToken.asked(server.uri("/locked.git")).seeded();
            assertThat(server.authorizations).containsOnly("null");
        }
        assertThat(withToken.failure()).doesNotContain("s3cret");
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowed() {
        try (GitServer server = new GitServer(upstream)) {
            scene.asked(server.uri("/away.git")).seeded();
        }
        assertThat(scene.failure()).contains("public host");
    }

    @Test
    void aServerThatDoesNotAnswerIsTriedAgainAndThenFailsTheRun() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        scene.asked(URI.create("http://127.0.0.1:" + port + "/a.git")).seeded();
        assertThat(scene.failure()).contains("can't reach", "tried 4 times");
        assertThat(scene.pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9));
    }

    @Test
    void aServerOutOfOrderIsTriedAgain() {
        try (GitServer server = new GitServer(upstream)) {
            scene.asked(server.uri("/broken.git")).seeded();
        }
        assertThat(scene.failure()).contains("500", "tried 4 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", "..", "a/b"})
    void aTreeThatNamesWhatGitForbidsFailsTheRun(String name) {
        upstream.commitForbidden("main", name);
        scene.asked(upstream.uri()).seeded();
        assertThat(scene.failure()).contains("git forbids");
    }

    @Test
    void aRepositoryOverTheLimitFailsTheRun() {
        Scene small = new Scene(folder.resolve("s3"), new Upstream(true, Optional.empty(), 10));
        for (int i = 0; i < 1_100; i++) {
            upstream.commit("main", "f" + i, "text " + i);
        }
        small.asked(upstream.uri()).seeded();
        assertThat(small.failure()).contains("too large");
    }

    @Test
    void hooksOfTheRepositoryAreNotRun() throws IOException {
        Path trace = folder.resolve("trace");
        hook("pre-receive", trace);
        hook("update", trace);
        hook("post-receive", trace);
        hook("post-update", trace);
        upstream.commit("main", "a.txt", "a");
        scene.asked(upstream.uri()).seeded();
        scene.land("b.txt", "b");
        scene.mirror.mirror(Scene.RUN);
        assertThat(upstream.tip("shoal/r1")).isPresent();
        assertThat(trace).doesNotExist();
    }

    private void hook(String name, Path trace) throws IOException {
        Path hooks =
                Files.createDirectories(
                        upstream.repository().getDirectory().toPath().resolve("hooks"));
        Path hook =
                Files.writeString(hooks.resolve(name), "#!/bin/sh\necho ran > '" + trace + "'\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void packsAreStoredUnderTheRun() throws IOException {
        upstream.commit("main", "a.txt", "a");
        scene.asked(upstream.uri()).seeded();
        String key = scene.memory.trunk().end(Scene.RUN).pack();
        assertThat(key).startsWith("runs/r1/packs/");
        try (InputStream pack = scene.memory.packs().open(key)) {
            assertThat(pack.readNBytes(4)).isEqualTo(new byte[] {'P', 'A', 'C', 'K'});
        }
    }
}
