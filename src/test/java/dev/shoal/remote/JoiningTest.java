package dev.shoal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Event;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Scratch;
import dev.shoal.work.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of commits that somebody else pushes to the target branch while a run goes on.
class JoiningTest {
    private static final String TARGET = "shoal/r1";

    @TempDir Path folder;

    private GitFolder upstream;
    private Scene scene;

    @BeforeEach
    void aRunOfWhichSomethingIsMirrored() {
        upstream = GitFolder.create(folder.resolve("upstream.git"));
        upstream.commit("main", "a.txt", "a\n");
        scene = new Scene(folder.resolve("scratch")).asked(upstream.uri()).seeded();
        scene.land("b.txt", "b\n");
        turn();
    }

    private void turn() {
        scene.mirror.mirror(Scene.RUN);
    }

    private void nextTurn() {
        scene.passes(Duration.ofMinutes(10));
        turn();
    }

    @Test
    void theirCommitsAndOursAreJoinedAndNothingIsLost() throws IOException {
        String first = upstream.commit(TARGET, "z.txt", "theirs\n");
        String second = upstream.commit(TARGET, "y.txt", "theirs too\n");
        String landed = scene.land("c.txt", "c\n");
        nextTurn();

        RevCommit tip = tip();
        assertThat(parents(tip)).containsExactly(landed, second);
        assertThat(commit(second).getParent(0).name()).isEqualTo(first);
        assertThat(tip.getFullMessage()).contains("Shoal-Run: r1").doesNotContain("Shoal-Task");
        assertThat(List.of("a.txt", "b.txt", "c.txt", "y.txt", "z.txt"))
                .allSatisfy(path -> assertThat(read(tip, path)).isNotEmpty());
        assertThat(scene.mirrored()).isEqualTo(3);
        assertThat(scene.events("trunk.joined")).hasSize(1);
        assertThat(scene.events("mirror.failed")).isEmpty();
    }

    @Test
    void theTrunkHasTheMergeAsALandingWithoutATaskAndGoesOnFromThere() throws IOException {
        upstream.commit(TARGET, "z.txt", "theirs\n");
        scene.land("c.txt", "c\n");
        nextTurn();
        Landing joined = scene.memory.trunk().end(Scene.RUN);
        assertThat(joined.task()).isEmpty();
        assertThat(joined.position()).isEqualTo(3);

        String later = scene.land("d.txt", "d\n");
        nextTurn();
        assertThat(upstream.tip(TARGET)).contains(later);
        assertThat(parents(tip())).containsExactly(joined.commit().hex());
    }

    @Test
    void anotherProcessHasTheirCommitsFromThePacks() {
        String theirs = upstream.commit(TARGET, "z.txt", "theirs\n");
        scene.land("c.txt", "c\n");
        nextTurn();
        Depots elsewhere =
                new Depots(
                        scene.memory.trunk(),
                        scene.memory.packs(),
                        new Scratch(folder.resolve("elsewhere")));
        Landing end = scene.memory.trunk().end(Scene.RUN);
        Depot depot = elsewhere.at(Scene.RUN, end);
        assertThat(depot.contains(end.commit(), new CommitId(theirs))).isTrue();

        String landed = scene.land("d.txt", "d\n");
        scene.levelling(new Upstream(true, Optional.empty()), elsewhere, new Setbacks())
                .level(scene.memory.runs().find(Scene.RUN).orElseThrow());
        assertThat(upstream.tip(TARGET)).contains(landed);
    }

    @Test
    void overSmartHttpToo() throws IOException {
        try (GitServer server = new GitServer(upstream)) {
            GitFolder branchless = GitFolder.create(folder.resolve("u2.git"));
            assertThat(branchless.tip(TARGET)).isEmpty();
            Scene other = new Scene(folder.resolve("s2")).asked(source(server)).seeded();
            other.land("b.txt", "b\n");
            other.mirror.mirror(Scene.RUN);
            String theirs = upstream.commit("shoal/http", "z.txt", "theirs\n");
            String landed = other.land("c.txt", "c\n");
            other.passes(Duration.ofMinutes(1));
            other.mirror.mirror(Scene.RUN);

            RevCommit tip = commit(upstream.tip("shoal/http").orElseThrow());
            assertThat(parents(tip)).containsExactly(landed, theirs);
        }
    }

    private static dev.shoal.run.Goal.Source source(GitServer server) {
        return new dev.shoal.run.Goal.Source(
                server.uri("/repo.git"), Optional.empty(), "shoal/http");
    }

    @Test
    void aBranchThatWasPushedBeforeTheFirstMirroringIsJoinedIfItBeganWhereTheRunDid()
            throws IOException {
        Scene other = new Scene(folder.resolve("s3"));
        GitFolder fresh = GitFolder.create(folder.resolve("u3.git"));
        fresh.commit("main", "a.txt", "a\n");
        other.asked(fresh.uri()).seeded();
        String theirs = fresh.branch(TARGET, "main", "z.txt", "theirs\n");
        String landed = other.land("b.txt", "b\n");
        other.mirror.mirror(Scene.RUN);

        try (RevWalk walk = new RevWalk(fresh.repository())) {
            RevCommit tip = walk.parseCommit(fresh.repository().resolve(TARGET));
            assertThat(parents(tip)).containsExactly(landed, theirs);
        }
    }

    @Test
    void whatHasNothingInCommonWithTheRunIsLeftAloneAndToldOnce() {
        String theirs = upstream.commitAlone(TARGET, "z.txt", "theirs\n");
        for (int i = 0; i < 4; i++) {
            scene.land("c.txt", "c" + i);
            nextTurn();
        }
        assertThat(upstream.tip(TARGET)).contains(theirs);
        assertThat(scene.mirrored()).isEqualTo(1);
        assertThat(scene.events("mirror.failed"))
                .extracting(Event::text)
                .singleElement()
                .asString()
                .contains("nothing in common");
    }

    @Test
    void aBranchThatSomebodySetBackIsMovedForwardAgain() {
        upstream.set(TARGET, upstream.tip("main").orElseThrow());
        String landed = scene.land("c.txt", "c\n");
        nextTurn();
        assertThat(upstream.tip(TARGET)).contains(landed);
    }

    @Test
    void forbiddenNamesDoNotComeIn() {
        String theirs = upstream.commitForbidden(TARGET, ".git");
        scene.land("c.txt", "c\n");
        nextTurn();
        assertThat(upstream.tip(TARGET)).contains(theirs);
        assertThat(scene.memory.trunk().end(Scene.RUN).position()).isEqualTo(2);
        assertThat(scene.events("mirror.failed")).hasSize(1);
    }

    @Test
    void conflictsBecomeATaskAndTheMergeTakesWhatItMade() throws IOException {
        String theirs = upstream.commit(TARGET, "a.txt", "theirs\n");
        scene.land("a.txt", "ours\n");
        scene.rootWaits();
        nextTurn();

        TaskId task = errand();
        var brief = scene.memory.tasks().find(Scene.RUN, task).orElseThrow().brief();
        assertThat(brief.title()).contains(theirs.substring(0, 12));
        assertThat(brief.paths()).containsExactly("a.txt");
        assertThat(brief.instructions()).contains(theirs).contains("ours").contains("theirs");
        assertThat(upstream.tip(TARGET)).contains(theirs);

        nextTurn();
        assertThat(scene.sent(RunTask.class)).hasSize(1);
        String settled = scene.land(task, "a.txt", "ours and theirs\n");
        nextTurn();

        assertThat(parents(tip())).containsExactly(settled, theirs);
        assertThat(read(tip(), "a.txt")).isEqualTo("ours and theirs\n");
    }

    @Test
    void aConflictThatAroseWhileAnotherWasSettledIsSettledToo() throws IOException {
        upstream.commit(TARGET, "a.txt", "theirs\n");
        upstream.commit(TARGET, "b.txt", "theirs\n");
        scene.land("a.txt", "ours\n");
        TaskId other = scene.task();
        scene.rootWaits();
        nextTurn();
        scene.land(errand(), "a.txt", "both\n");
        scene.land(other, "b.txt", "ours\n");
        nextTurn();

        assertThat(scene.memory.trunk().end(Scene.RUN).task()).isPresent();
        scene.land(errand(), "b.txt", "both again\n");
        nextTurn();
        assertThat(read(tip(), "a.txt")).isEqualTo("both\n");
        assertThat(read(tip(), "b.txt")).isEqualTo("both again\n");
    }

    @Test
    void anErrandThatFailedIsGivenAgain() {
        upstream.commit(TARGET, "a.txt", "theirs\n");
        scene.land("a.txt", "ours\n");
        scene.rootWaits();
        nextTurn();
        scene.finish(errand(), new TaskState.Failed("gave up"));
        scene.rootWaits();
        nextTurn();
        assertThat(scene.sent(RunTask.class)).hasSize(2);
    }

    @Test
    void whatWasWrittenAfterTheEndIsLeftAlone() {
        scene.land("c.txt", "c\n");
        scene.stop();
        String theirs = upstream.commit(TARGET, "z.txt", "theirs\n");
        nextTurn();
        assertThat(upstream.tip(TARGET)).contains(theirs);
        assertThat(scene.memory.trunk().end(Scene.RUN).position()).isEqualTo(2);
        assertThat(scene.events("mirror.failed"))
                .extracting(Event::text)
                .singleElement()
                .asString()
                .contains("after the run had ended");
    }

    @Test
    void whatWasWrittenBeforeTheEndComesIn() throws IOException {
        String theirs = upstream.commit(TARGET, "z.txt", "theirs\n");
        scene.passes(Duration.ofMinutes(1));
        String landed = scene.land("c.txt", "c\n");
        scene.stop();
        turn();
        assertThat(parents(tip())).containsExactly(landed, theirs);
    }

    private TaskId errand() {
        return ((RunTask) scene.sent(RunTask.class).getLast().announcement()).task();
    }

    private RevCommit tip() throws IOException {
        return commit(upstream.tip(TARGET).orElseThrow());
    }

    private RevCommit commit(String id) throws IOException {
        try (RevWalk walk = new RevWalk(upstream.repository())) {
            return walk.parseCommit(ObjectId.fromString(id));
        }
    }

    private static List<String> parents(RevCommit commit) {
        return List.of(commit.getParents()).stream().map(ObjectId::name).toList();
    }

    private String read(RevCommit commit, String path) throws IOException {
        Repository repository = upstream.repository();
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            byte[] bytes = repository.open(walk.getObjectId(0)).getBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
