package dev.shoal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.memory.Memory;
import dev.shoal.run.RunId;
import dev.shoal.sandbox.Sandbox.Execution;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// A sandbox over an empty depot, and the tree that the commands of one scope work on.
///
/// ```java
/// Sand sand = new Sand(folder, Isolation.SESSION).with("a.txt", "hello");
/// sand.exits(0, "rm a.txt");
/// assertThat(sand.files()).isEmpty();
/// ```
final class Sand {
    static final RunId RUN = new RunId("r1");
    private static final Duration LONG = Duration.ofSeconds(60);

    final Path scratch;
    final Trees trees;
    final ProcessSandbox sandbox;
    TreeId tree = TreeId.EMPTY;
    private String scope = "task";

    Sand(Path folder, Isolation isolation) {
        this(folder, folder, isolation);
    }

    Sand(Path folder, Path scratch, Isolation isolation) {
        Memory memory = new Memory(() -> Instant.EPOCH);
        Depots depots =
                new Depots(
                        memory.trunk(), memory.packs(), new Scratch(folder.resolve("git objects")));
        this.trees = new Trees(depots.of(RUN));
        this.scratch = scratch.resolve("commands");
        try {
            Files.createDirectories(this.scratch);
            for (Path open : List.of(folder, scratch, this.scratch)) {
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx--x--x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElseThrow();
        this.sandbox = new ProcessSandbox(depots, new Surroundings(this.scratch, path), isolation);
    }

    Sand with(String path, String content) {
        tree = trees.write(tree, RepoPath.parse(path), content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// The commands from now on are those of another scope.
    void otherScope(String name) {
        scope = name;
    }

    /// Runs the command on the tree; what comes of that is the tree afterwards.
    Execution run(String command) {
        return run(command, LONG, () -> false);
    }

    Execution run(String command, Duration timeout, BooleanSupplier cancelled) {
        Execution execution =
                sandbox.run(new Sandbox.Job(RUN, scope, tree, command, timeout, cancelled));
        tree =
                switch (execution) {
                    case Execution.Exited exited -> exited.tree();
                    case Execution.TimedOut timedOut -> timedOut.tree();
                    case Execution.Broken broken -> tree;
                };
        return execution;
    }

    /// The output of a command that exits with this code.
    String exits(int code, String command) {
        Execution execution = run(command);
        assertThat(execution).isInstanceOf(Execution.Exited.class);
        Execution.Exited exited = (Execution.Exited) execution;
        assertThat(exited.code()).as(exited.output()).isEqualTo(code);
        return exited.output();
    }

    String timesOut(String command, Duration timeout) {
        Execution execution = run(command, timeout, () -> false);
        assertThat(execution).isInstanceOf(Execution.TimedOut.class);
        return ((Execution.TimedOut) execution).output();
    }

    /// All files by path: their text, or what they are.
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        trees.differences(
                TreeId.EMPTY, tree, d -> files.put(d.path(), shown(RepoPath.parse(d.path()))));
        return files;
    }

    private String shown(RepoPath path) {
        String kind = trees.find(tree, path).orElseThrow().kind();
        return switch (trees.read(tree, path)) {
            case Content.Text(String text) ->
                    kind.equals("executable file") ? "executable: " + text : text;
            case Content.Symlink(String target) -> "-> " + target;
            case Content other -> kind;
        };
    }

    /// The scratch folders that there are.
    List<Path> folders() {
        Path run = scratch.resolve(RUN.value());
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(run)) {
            try (var children = Files.newDirectoryStream(run)) {
                children.forEach(folders::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders;
    }
}
