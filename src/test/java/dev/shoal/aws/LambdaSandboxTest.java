package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.contracts.SandboxContract;
import dev.shoal.contracts.Scene;
import dev.shoal.local.EmbeddedAws;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.run.TimeOrderedIds;
import dev.shoal.run.TransientFault;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.sandbox.Sandbox.Execution;
import dev.shoal.sandbox.SandboxAnswer;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;

/// The function is played in this process; packs, addresses and signals are those of the emulator.
class LambdaSandboxTest extends SandboxContract {

    private static final int MOST_PAYLOAD = 256 * 1024;

    private final AwsStores stores = new AwsStores();
    private final S3Packs packs =
            new S3Packs(EmbeddedAws.s3(), AwsStores.CONFIG, AwsStores.PATIENCE);
    private PlayedFunction function;

    @Override
    protected Bench bench() throws IOException {
        RunId run = new RunId("run-" + Scene.name());
        Depots depots = new Depots(stores.trunk(), packs, new Scratch(folder.resolve("caller")));
        Depot depot = depots.of(run);
        TreeId start =
                new Trees(depot)
                        .write(
                                TreeId.EMPTY,
                                path("README"),
                                "seed".getBytes(StandardCharsets.UTF_8));
        CommitId seed = commit(depot, start);
        String key = depots.upload(run, depot, seed, Optional.empty());
        stores.trunk().begin(run, new Landing(0, seed, key, Optional.empty(), Instant.EPOCH));
        function = new PlayedFunction(folder);
        return new Bench(sandbox(depots), run, depot, start);
    }

    private LambdaSandbox sandbox(Depots depots) {
        Addresses addresses = new Addresses(EmbeddedAws.s3(), AwsStores.CONFIG);
        TreeParcels parcels =
                new TreeParcels(
                        packs,
                        addresses,
                        depots,
                        stores.trunk(),
                        new TimeOrderedIds(InstantSource.system(), new SecureRandom()));
        S3Signals signals = new S3Signals(EmbeddedAws.s3(), AwsStores.CONFIG);
        return new LambdaSandbox(parcels, addresses, signals, function, time -> {});
    }

    private static RepoPath path(String text) {
        return RepoPath.parse(text);
    }

    private static CommitId commit(Depot depot, TreeId tree) throws IOException {
        try (ObjectInserter inserter = depot.repository().newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(ObjectId.fromString(tree.hex()));
            commit.setAuthor(new PersonIdent("a", "a@example.org"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("seed");
            CommitId id = new CommitId(inserter.insert(commit).name());
            inserter.flush();
            return id;
        }
    }

    @Test
    void aPayloadStaysSmallWhateverTheTreeAndTheOutput() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append(i * 7919L).append('\n');
        }
        TreeId tree = write(bench.start(), "large", text.toString());

        exited(tree, "head -c 3000000 /dev/zero; cp large copy; head -c 3000000 /dev/urandom > x");

        assertThat(function.largest()).isBetween(100, MOST_PAYLOAD);
    }

    @Test
    void aWarmContainerNeedsNothingButWhatTheTreeAdds() {
        assertThat(output(bench.start(), "cat README")).isEqualTo("seed");

        function.withoutBase();

        assertThat(output(write(bench.start(), "a", "1"), "cat README a")).isEqualTo("seed1");
    }

    @Test
    void aColdContainerGetsEverything() throws IOException {
        TreeId tree = exited(bench.start(), "echo 1 > a");

        function.startAfresh();

        assertThat(output(tree, "cat README a")).isEqualTo("seed1\n");
    }

    @Test
    void aColdContainerWithoutBaseSaysSo() {
        function.withoutBase();

        assertThat(run("true"))
                .isInstanceOfSatisfying(
                        Execution.Broken.class, b -> assertThat(b.reason()).contains("pack"));
    }

    @Test
    void theFunctionKeepsNothingOfARunWhoseTurnIsOver() throws IOException {
        output(bench.start(), "cat README");
        Path kept = function.kept(bench.run());
        assertThat(kept).exists();

        Bench other = another();
        other.sandbox()
                .run(
                        new Sandbox.Job(
                                other.run(),
                                "scope",
                                other.start(),
                                "true",
                                Duration.ofSeconds(60),
                                () -> false));

        assertThat(kept).doesNotExist();
        assertThat(output(bench.start(), "cat README")).isEqualTo("seed");
    }

    private Bench another() throws IOException {
        RunId run = new RunId("run-" + Scene.name());
        Depots depots = new Depots(stores.trunk(), packs, new Scratch(folder.resolve("second")));
        TreeId start = new Trees(depots.of(run)).write(TreeId.EMPTY, path("a"), new byte[1]);
        CommitId seed = commit(depots.of(run), start);
        String key = depots.upload(run, depots.of(run), seed, Optional.empty());
        stores.trunk().begin(run, new Landing(0, seed, key, Optional.empty(), Instant.EPOCH));
        return new Bench(sandbox(depots), run, depots.of(run), start);
    }

    @Test
    void aCallThatWasThrottledIsMadeAgain() {
        function.failing(3, new TransientFault("throttled", null));

        assertThat(output(bench.start(), "echo ran")).isEqualTo("ran\n");
    }

    @Test
    void aFunctionThatDiedIsTheMachinesFaultAndNotCalledAgain() {
        function.failing(1, new PermanentFault("Runtime exited: out of memory", null));

        assertThat(run("true")).isEqualTo(new Execution.Broken("Runtime exited: out of memory"));
        assertThat(output(bench.start(), "echo next")).isEqualTo("next\n");
    }

    @Test
    void anAnswerThatIsNoneIsBroken() {
        for (String answer :
                new String[] {"", "null", "[]", "{", "{\"end\":\"x\"}", "{\"end\":\"exited\"}"}) {
            function.answering(answer.getBytes(StandardCharsets.UTF_8));
            assertThat(run("true")).as(answer).isInstanceOf(Execution.Broken.class);
        }
    }

    @Test
    void aTreeThatDidNotComeIsNotBelieved() throws IOException {
        String nowhere = "0123456789012345678901234567890123456789";
        function.answering(exited(nowhere));
        assertThat(run("true")).isInstanceOf(Execution.Broken.class);

        function.answering(exited("../../etc"));
        assertThat(run("true")).isInstanceOf(Execution.Broken.class);
    }

    @Test
    void aTreeThatGitWouldNotTakeIsRefused() throws Exception {
        for (String name : new String[] {".git", "..", "a/b", ".GIT", "git~1"}) {
            Path pack = folder.resolve("evil.pack");
            TreeId evil = evil(name, pack);
            function.answering(exited(evil.hex()), pack);

            assertThat(run("true")).as(name).isInstanceOf(Execution.Broken.class);
        }
    }

    @Test
    void aPackWithoutWhatItsTreeNamesIsRefused() throws Exception {
        Path pack = folder.resolve("holes.pack");
        TreeId tree = evil("harmless", pack);
        function.answering(exited(tree.hex()), pack);

        assertThat(run("true"))
                .isInstanceOfSatisfying(
                        Execution.Broken.class,
                        broken -> assertThat(broken.reason()).contains("does not hold"));
    }

    private static byte[] exited(String tree) throws IOException {
        SandboxAnswer answer = new SandboxAnswer.Exited(0, "", tree);
        return new JsonMapper().writerFor(SandboxAnswer.class).writeValueAsBytes(answer);
    }

    /// A pack of a tree with one entry of this name whose blob is not in it.
    private TreeId evil(String name, Path pack) throws IOException {
        var repository =
                new FileRepositoryBuilder()
                        .setGitDir(Files.createTempDirectory(folder, "evil").toFile())
                        .setBare()
                        .build();
        repository.create(true);
        try (repository;
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId blob =
                    inserter.idFor(Constants.OBJ_BLOB, name.getBytes(StandardCharsets.UTF_8));
            TreeFormatter tree = new TreeFormatter();
            tree.append(name.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR_FILE, blob);
            ObjectId id = inserter.insert(tree);
            inserter.flush();
            PackOfOne.write(repository, id, pack);
            return new TreeId(id.name());
        }
    }
}
