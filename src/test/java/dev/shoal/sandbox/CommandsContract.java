package dev.shoal.sandbox;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shoal.sandbox.Sandbox.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for commands however far they are kept apart. Skipped where the machine doesn't allow
/// that.
abstract class CommandsContract {
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir Path folder;
    Sand sand;
    private final Isolation isolation;

    CommandsContract(Isolation isolation) {
        this.isolation = isolation;
    }

    @BeforeEach
    void prepare() {
        sand = new Sand(folder, isolation);
        assumeThat(isolation.works(sand.scratch)).as(isolation + " works here").isTrue();
    }

    @AfterEach
    void nothingIsLeft() {
        sand.sandbox.release(Sand.RUN, "task");
        assertThat(sand.folders()).isEmpty();
    }

    @Test
    void aCommandSeesTheFilesAndLeavesItsOwn() {
        sand.with("a.txt", "a").with("dir/b.txt", "b").with("gone.txt", "");

        String output = sand.exits(0, "cat dir/b.txt; rm gone.txt; mkdir -p x/y; echo c > x/y/c");

        assertThat(output).isEqualTo("b");
        assertThat(sand.files())
                .containsExactly(
                        entry("a.txt", "a"), entry("dir/b.txt", "b"), entry("x/y/c", "c\n"));
    }

    @Test
    void theExitCodeIsTheCommandsAlsoOfOneThatASignalEnds() {
        assertThat(sand.exits(7, "echo no >&2; exit 7")).isEqualTo("no\n");
        sand.exits(128 + 15, "kill -TERM $$");
        sand.exits(128 + 9, "kill -KILL $$");
    }

    @Test
    void aCommandThatIsNotThereIsToldAsTheShellTellsIt() {
        assertThat(sand.exits(127, "no-such-command --verify")).contains("no-such-command");
    }

    @Test
    void theEnvironmentIsFourVariables() {
        String environment = sand.exits(0, "tr '\\0' '\\n' < /proc/$$/environ | sort");

        Path own = sand.folders().getFirst();
        assertThat(environment.lines())
                .containsExactly(
                        "HOME=" + own.resolve("home"),
                        "LANG=C.UTF-8",
                        "PATH=" + System.getenv("PATH"),
                        "TMPDIR=" + own.resolve("tmp"));
    }

    @Test
    void homeAndTemporaryFilesAreThereAndStayOutOfTheTree() {
        sand.exits(0, "echo x > $HOME/.rc && mktemp && ls $TMPDIR | grep .");
        assertThat(sand.files()).isEmpty();
        sand.exits(0, "test -f $HOME/.rc");
    }

    @Test
    void aCommandThatHangsIsKilledAndItsFilesAreKept() {
        assertThat(sand.timesOut("echo begun | tee a.txt; sleep 300", SHORT)).contains("begun");
        assertThat(sand.files()).containsOnlyKeys("a.txt");
    }

    @Test
    void aDaemonOfACommandThatExitsIsKilledAndDoesNotHoldUp() {
        String daemon = "setsid sh -c 'echo $$ > pid; sleep 311 & wait' & ";
        sand.exits(0, "(" + daemon + ") ; while ! test -s pid; do :; done");

        assertThat(processesWith("sleep\0311")).isEmpty();
    }

    @Test
    void aDaemonOfACommandThatHangsIsKilledToo() {
        sand.timesOut("(setsid sh -c 'sleep 312; echo late > late' &) ; sleep 300", SHORT);

        assertThat(processesWith("sleep\0312")).isEmpty();
        assertThat(sand.files()).isEmpty();
    }

    @Test
    void aCancelledCommandIsKilledSoon() {
        AtomicInteger looks = new AtomicInteger();

        Execution execution =
                sand.run("sleep 313", Duration.ofMinutes(5), () -> looks.incrementAndGet() > 1);

        assertThat(execution).isInstanceOf(Execution.TimedOut.class);
        assertThat(looks).hasValue(2);
        assertThat(processesWith("sleep\0313")).isEmpty();
    }

    @Test
    void anInterruptedThreadEndsItsCommandAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        Execution execution = sand.run("echo a > a.txt; sleep 314");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(execution).isNotInstanceOf(Execution.Exited.class);
        assertThat(processesWith("sleep\0314")).isEmpty();
    }

    @Test
    void fiftyMegabytesOfOutputAreCutInTheMiddle() {
        String output =
                sand.exits(
                        0, "echo first; head -c 50000000 /dev/zero | tr '\\0' x; echo; echo last");

        assertThat(output).startsWith("first\n").endsWith("\nlast\n");
        assertThat(output).contains("bytes left out");
        assertThat(output.length()).isLessThan(31_000);
    }

    @Test
    void ignoredFilesStayInTheFolderAndOutOfTheTree() {
        sand.with(".gitignore", "build/\n*.o\n!keep.o\n");

        sand.exits(0, "mkdir build && echo 1 > build/cache && echo 2 > a.o && echo 3 > keep.o");
        assertThat(sand.files()).containsOnlyKeys(".gitignore", "keep.o");
        sand.with("other.txt", "changed in between");
        sand.exits(0, "cat build/cache a.o");

        sand.otherScope("other");
        sand.exits(1, "test -e build");
        sand.sandbox.release(Sand.RUN, "other");
    }

    @Test
    void modesAndLinksAreKept() {
        sand.with("run.sh", "#!/bin/sh\n");
        sand.exits(
                0, "chmod +x run.sh; ln -s run.sh link; ln -s /etc/passwd out; ln -s nowhere no");

        assertThat(sand.files())
                .containsExactly(
                        entry("link", "-> run.sh"),
                        entry("no", "-> nowhere"),
                        entry("out", "-> /etc/passwd"),
                        entry("run.sh", "executable: #!/bin/sh\n"));
        sand.otherScope("other");
        sand.exits(0, "./run.sh && chmod -x run.sh && test -L out && rm no");
        sand.sandbox.release(Sand.RUN, "other");
        assertThat(sand.files()).containsEntry("run.sh", "#!/bin/sh\n").doesNotContainKey("no");
    }

    @Test
    void aLinkInTheWayOfAFolderIsReplacedAndNotFollowed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        sand.with(".gitignore", "dir\n");
        sand.exits(0, "ln -s " + outside + " dir");

        sand.with("dir/a.txt", "a");
        sand.exits(0, "test ! -L dir && cat dir/a.txt");

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFolderThatBecomesALinkIsNotReadThrough() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), "secret");
        sand.with("dir/a.txt", "a");

        sand.exits(0, "rm -r dir && ln -s " + outside + " dir");

        assertThat(sand.files()).containsExactly(entry("dir", "-> " + outside));
    }

    @Test
    void aProcessLeftBehindCannotSwapAFolderForALinkWhileItIsRead() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), "secret");
        sand.with("d/a.txt", "harmless");
        String swapping =
                "while :; do mv d e; ln -s " + outside + " d; : > swapped; rm d; mv e d; done";

        sand.exits(0, "(setsid sh -c '" + swapping + "' &) ; while ! test -e swapped; do :; done");

        assertThat(sand.files().values()).doesNotContain("secret");
        assertThat(processesWith("e; ln -s " + outside)).isEmpty();
    }

    @Test
    void whatACommandMadeUnreadableIsReadAllTheSame() {
        sand.with("a/b.txt", "b");
        sand.exits(0, "echo new > a/c.txt; chmod 000 a/b.txt a/c.txt a; chmod 555 .");
        assertThat(sand.files()).containsExactly(entry("a/b.txt", "b"), entry("a/c.txt", "new\n"));

        sand.tree = sand.trees.delete(sand.tree, dev.shoal.trunk.RepoPath.parse("a/b.txt"));
        sand.with("a/d/e.txt", "e");
        sand.exits(0, "test ! -e a/b.txt && cat a/d/e.txt");
    }

    @Test
    void socketsAndPipesAreNoFiles() {
        sand.with("was.txt", "a");
        sand.exits(0, "mkfifo pipe; rm was.txt; mkfifo was.txt; echo x > x");
        assertThat(sand.files()).containsOnlyKeys("x");
    }

    @Test
    void aHugeFileIsLeftOutAndSaidToBe() {
        String output = sand.exits(0, "truncate -s 1T huge; echo small > small");

        assertThat(output).contains("huge was left out").contains("100 MB");
        assertThat(sand.files()).containsOnlyKeys("small");
    }

    @Test
    void aFileThatHasGrownTooLargeStaysAsItWas() {
        sand.with("a", "small");
        assertThat(sand.exits(0, "truncate -s 1T a")).contains("a was left out");
        assertThat(sand.files()).containsExactly(entry("a", "small"));
    }

    @Test
    void aCommandThatDeletesEverythingLeavesAnEmptyTree() {
        sand.with("a", "1").with("b/c", "2");
        sand.run("rm -rf \"$PWD\" \"$HOME\" \"$TMPDIR\"; rm -rf * .[a-z]*");
        assertThat(sand.files()).isEmpty();

        sand.with("d", "3");
        assertThat(sand.exits(0, "ls; test -d $HOME && mktemp -d > /dev/null")).isEqualTo("d\n");
    }

    @Test
    void namesThatNoTreeMayHaveAreLeftOut() {
        String output =
                sand.exits(
                        0,
                        "mkdir .git '.GIT' 'git~1'; touch .git/config .GIT/config 'git~1/config';"
                                + " touch \"$(printf 'a\\nb')\" \"$(printf 'x\\377')\" ok; mkdir d; touch d/.git");

        assertThat(sand.files()).containsOnlyKeys("ok");
        assertThat(output)
                .contains("git~1/config was left out")
                .contains("d/.git was left out")
                .contains("control character")
                .contains("not UTF-8");
    }

    @Test
    void manyThatAreLeftOutAreCounted() {
        String output = sand.exits(0, "for i in $(seq 50); do mkdir $i; : > $i/.git; done");
        assertThat(output.lines()).hasSize(21);
        assertThat(output).endsWith("[30 more were left out]\n");
    }

    @Test
    void foldersWithinFoldersWithoutEndAreLeftOutAndDeletedInTheEnd() {
        String name = "d".repeat(200);
        String output =
                sand.exits(
                        0,
                        "echo a > a; for i in $(seq 40); do mkdir "
                                + name
                                + " && cd -P "
                                + name
                                + " || exit 3; done; touch deep");
        assertThat(output).contains("too long");
        assertThat(sand.files()).containsExactly(entry("a", "a\n"));
    }

    @Test
    void whatADiskCannotHoldStaysInTheTree() {
        String longName = "n".repeat(255);
        sand.with("a.txt", "a").with("x/" + longName + "/y", "b");
        sand.with("ä/ö.txt", "ü");
        Map<String, String> all = sand.files();

        sand.exits(0, "cat ä/ö.txt > /dev/null");

        assertThat(sand.files()).isEqualTo(all);
    }

    @Test
    void twoScopesHaveFoldersOfTheirOwnThatTheOtherCannotList() {
        sand.exits(0, "echo 1 > mine; ls ../..  2>/dev/null; true");
        Path mine = sand.folders().getFirst();
        sand.tree = dev.shoal.trunk.TreeId.EMPTY;
        sand.otherScope("other");
        sand.exits(1, "test -e mine");
        assertThat(sand.folders()).hasSize(2).contains(mine);
        assertThat(mine.getFileName().toString()).hasSizeGreaterThan("task-".length() + 10);
        sand.sandbox.release(Sand.RUN, "other");
        assertThat(sand.folders()).containsExactly(mine);
    }

    @Test
    void theSameFilesGiveTheSameTree() {
        IntStream.range(0, 50).forEach(i -> sand.with("d" + i % 7 + "/f" + i, "content " + i));
        var before = sand.tree;
        sand.exits(0, "find . -type f | xargs touch");
        assertThat(sand.tree).isEqualTo(before);
    }

    static List<String> processesWith(String words) {
        try (var all = ProcessHandle.allProcesses()) {
            return all.map(p -> commandLine(p.pid())).filter(line -> line.contains(words)).toList();
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }
}
