package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.RunId;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.sandbox.Sandbox.Execution;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Entry;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public abstract class SandboxContract {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir protected Path folder;

    protected Bench bench;
    protected Trees trees;

    /// A sandbox, and the run whose trees are in `depot`; `start` is the tree of its seed.
    public record Bench(Sandbox sandbox, RunId run, Depot depot, TreeId start) {}

    protected abstract Bench bench() throws Exception;

    @BeforeEach
    void setUp() throws Exception {
        bench = bench();
        trees = new Trees(bench.depot());
    }

    @Test
    void aCommandSeesTheTreesFilesAndNoOthers() {
        TreeId tree = write(write(bench.start(), "a/b.txt", "one"), "c.txt", "two");
        TreeId without = trees.delete(tree, RepoPath.parse("c.txt"));

        assertThat(output(tree, "cat a/b.txt c.txt")).isEqualTo("onetwo");
        assertThat(output(without, "cat a/b.txt; ls")).startsWith("one").doesNotContain("c.txt");
    }

    @Test
    void whatACommandChangesIsInTheTreeThatComesBack() {
        TreeId tree = write(write(bench.start(), "old", "x"), "gone", "y");

        TreeId after = exited(tree, "echo new > old; rm gone; mkdir -p p/q; echo z > p/q/r");
        assertThat(text(after, "old")).isEqualTo("new\n");
        assertThat(text(after, "p/q/r")).isEqualTo("z\n");
        assertThat(trees.find(after, RepoPath.parse("gone"))).isEmpty();
    }

    @Test
    void modesAndLinksComeBackAsTheyAre() {
        TreeId after = exited(bench.start(), "echo x > run.sh; chmod +x run.sh; ln -s run.sh link");

        assertThat(trees.find(after, RepoPath.parse("run.sh")))
                .get()
                .isInstanceOfSatisfying(
                        Entry.File.class, file -> assertThat(file.executable()).isTrue());
        assertThat(trees.find(after, RepoPath.parse("link")))
                .get()
                .isInstanceOf(Entry.Symlink.class);
    }

    @Test
    void aCommandThatChangesNothingGivesTheSameTree() {
        TreeId tree = write(bench.start(), "a", "1");

        assertThat(exited(tree, "true")).isEqualTo(tree);
    }

    @Test
    void theExitCodeAndBothStreamsComeBack() {
        assertThat(run("echo out; echo err >&2; exit 7"))
                .isEqualTo(new Execution.Exited(7, "out\nerr\n", bench.start()));
    }

    @Test
    void longOutputIsCutInTheMiddle() {
        String output = output(bench.start(), "echo begin; yes | head -c 3000000; echo end");

        assertThat(output).startsWith("begin").endsWith("end\n").contains("left out");
        assertThat(output.length()).isLessThan(31_000);
    }

    @Test
    void outputThatIsNotTextComesBackAllTheSame() {
        assertThat(run("head -c 200000 /dev/zero; printf '\\377\\001'"))
                .isInstanceOf(Execution.Exited.class);
    }

    @Test
    void filesOfManyMegabytesComeBack() {
        TreeId after = exited(bench.start(), "head -c 20000000 /dev/urandom > big");

        assertThat(output(after, "wc -c < big").strip()).isEqualTo("20000000");
    }

    @Test
    void aCommandThatTakesTooLongIsEndedAndItsFilesKept() {
        Execution execution =
                run(bench.start(), "echo said; echo kept > f; sleep 600", Duration.ofSeconds(2));

        assertThat(execution).isInstanceOf(Execution.TimedOut.class);
        var timedOut = (Execution.TimedOut) execution;
        assertThat(timedOut.output()).startsWith("said");
        assertThat(text(timedOut.tree(), "f")).isEqualTo("kept\n");
    }

    @Test
    void aCancelledCommandIsEndedEarly() {
        Execution execution = run(bench.start(), "sleep 600", AMPLE, () -> true);

        assertThat(execution).isInstanceOf(Execution.TimedOut.class);
    }

    @Test
    void anInterruptedCallerIsNotKeptWaiting() throws InterruptedException {
        AtomicReference<Execution> execution = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(1);
        Thread caller =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        execution.set(
                                                run(
                                                        bench.start(),
                                                        "sleep 600",
                                                        AMPLE,
                                                        () -> {
                                                            looked.countDown();
                                                            return false;
                                                        })));

        assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(50))).isTrue();
        assertThat(execution.get()).isInstanceOf(Execution.TimedOut.class);
    }

    @Test
    void scopesDoNotSeeEachOthersFiles() {
        TreeId tree = write(bench.start(), ".gitignore", "cache\n");
        assertThat(exited(tree, "echo mine > cache")).isEqualTo(tree);

        Execution other = bench.sandbox().run(job("other", tree, "cat cache", AMPLE, () -> false));

        assertThat(other).isInstanceOf(Execution.Exited.class);
        assertThat(((Execution.Exited) other).code()).isNotZero();
    }

    @Test
    void whatTheTreeIgnoresStaysForTheNextCommandOfTheScope() {
        TreeId tree = write(bench.start(), ".gitignore", "cache\n");

        assertThat(exited(tree, "echo kept > cache")).isEqualTo(tree);

        assertThat(output(write(tree, "other", "1"), "cat cache other")).isEqualTo("kept\n1");
    }

    @Test
    void releasingWhatIsNotThereIsHarmless() {
        bench.sandbox().release(bench.run(), "nobody");
        assertThat(run("true")).isInstanceOf(Execution.Exited.class);
        bench.sandbox().release(bench.run(), "scope");
        bench.sandbox().release(bench.run(), "scope");
        assertThat(run("true")).isInstanceOf(Execution.Exited.class);
    }

    @Test
    void aCommandHasNoEnvironmentOfOurs() {
        assertThat(output(bench.start(), "env"))
                .doesNotContain("AWS_", "SHOAL", "KEY", "TOKEN", "SECRET");
    }

    protected final TreeId write(TreeId tree, String path, String text) {
        return trees.write(tree, RepoPath.parse(path), text.getBytes(StandardCharsets.UTF_8));
    }

    protected final String text(TreeId tree, String path) {
        return ((Content.Text) trees.read(tree, RepoPath.parse(path))).content();
    }

    protected final Execution run(String command) {
        return run(bench.start(), command, AMPLE);
    }

    protected final Execution run(TreeId tree, String command, Duration timeout) {
        return run(tree, command, timeout, () -> false);
    }

    private Execution run(
            TreeId tree, String command, Duration timeout, BooleanSupplier cancelled) {
        return bench.sandbox().run(job("scope", tree, command, timeout, cancelled));
    }

    private Sandbox.Job job(
            String scope,
            TreeId tree,
            String command,
            Duration timeout,
            BooleanSupplier cancelled) {
        return new Sandbox.Job(bench.run(), scope, tree, command, timeout, cancelled);
    }

    protected final Execution.Exited exits(TreeId tree, String command) {
        Execution execution = run(tree, command, AMPLE);
        assertThat(execution).isInstanceOf(Execution.Exited.class);
        return (Execution.Exited) execution;
    }

    protected final TreeId exited(TreeId tree, String command) {
        return exits(tree, command).tree();
    }

    protected final String output(TreeId tree, String command) {
        return exits(tree, command).output();
    }
}
