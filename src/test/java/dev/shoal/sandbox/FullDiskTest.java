package dev.shoal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shoal.sandbox.Sandbox.Execution;
import dev.shoal.trunk.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of two megabytes is soon full. Needs to be root, since it mounts one; skipped otherwise.
class FullDiskTest {
    private static final String TOO_MUCH = "x".repeat(3_000_000);

    @TempDir Path folder;
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        assumeThat(mounted).as("a small disk can be mounted").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(succeeds("umount", "-l", disk.toString())).isTrue();
        }
    }

    @Test
    void filesThatDoNotFitAreTroubleOfTheMachineAndNothingIsLost() {
        Sand sand = new Sand(folder, disk, Isolation.SESSION).with("large", TOO_MUCH);
        TreeId before = sand.tree;

        assertThat(sand.run("true"))
                .isInstanceOfSatisfying(
                        Execution.Broken.class,
                        broken -> assertThat(broken.reason()).contains("No space left"));

        assertThat(sand.tree).isEqualTo(before);
        assertThat(sand.folders()).isEmpty();
        sand.tree = TreeId.EMPTY;
        sand.with("small", "fits");
        assertThat(sand.exits(0, "cat small")).isEqualTo("fits");
    }

    @Test
    void aCommandThatFillsTheDiskFailsByItselfAndTheNextOneHasRoomAgain() {
        Sand sand = new Sand(folder, disk, Isolation.SESSION).with("a", "1");

        assertThat(sand.exits(1, "head -c 4000000 /dev/zero > full || { rm full; exit 1; }"))
                .contains("No space left");

        assertThat(sand.files()).containsOnlyKeys("a");
        sand.exits(0, "echo 2 > b");
        assertThat(sand.files()).containsOnlyKeys("a", "b");
    }

    @Test
    void aResultThatCannotBeStoredIsTroubleOfTheMachineAndTheTreeStaysAsItWas() {
        Sand sand = new Sand(disk, folder, Isolation.SESSION).with("a", "1");
        TreeId before = sand.tree;

        Execution execution = sand.run("head -c 6000000 /dev/urandom > large");

        assertThat(execution).isInstanceOf(Execution.Broken.class);
        assertThat(sand.tree).isEqualTo(before);
        assertThat(sand.exits(0, "ls")).isEqualTo("a\n");
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
