package dev.shoal.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.local.LocalAws.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3OnDiskTest extends S3EmulatorTest {
    private static final Buckets.Body ONE = out -> out.write('1');

    @TempDir private Path folder;

    @Override
    Storage storage() {
        return new Storage.OnDisk(folder);
    }

    @Test
    void toStoreAnObjectTouchesItsOwnFileAndNoOtherHoweverManyThereAre() throws IOException {
        BucketsOnDisk buckets = new BucketsOnDisk(folder);
        buckets.create("full");
        for (int n = 0; n < 2_000; n++) {
            buckets.put("full", "runs/r/%04d".formatted(n), Map.of("content-type", "x"), ONE);
        }
        Map<Path, Object> before = files();

        buckets.put("full", "runs/r/new", Map.of("content-type", "x"), ONE);

        Map<Path, Object> after = files();
        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
        assertThat(Files.size(folder.resolve("full/runs/r/new=")))
                .isEqualTo("content-type: x\n\n1".length());
    }

    /// Which file is at each path, and when it changed: written over or replaced, it would show.
    private Map<Path, Object> files() throws IOException {
        Map<Path, Object> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readAttributes(file, "unix:ino,ctime,size"));
            }
        }
        return files;
    }

    /// A link to the old file shows what a process killed in the middle would have left.
    @Test
    void anObjectIsReplacedAndNeverWrittenOver() throws IOException {
        BucketsOnDisk buckets = new BucketsOnDisk(folder);
        buckets.create("full");
        buckets.put("full", "a", Map.of(), ONE);
        Path old = Files.createLink(folder.resolve("old"), folder.resolve("full/a="));

        buckets.put(
                "full",
                "a",
                Map.of(),
                out -> {
                    out.write("22".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    assertThat(folder.resolve("full/a=")).hasContent("\n1");
                });

        assertThat(folder.resolve("full/a=")).hasContent("\n22");
        assertThat(old).hasContent("\n1");
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws IOException {
        BucketsOnDisk buckets = new BucketsOnDisk(folder);
        buckets.create("full");

        assertThatThrownBy(
                        () ->
                                buckets.put(
                                        "full",
                                        "a",
                                        Map.of(),
                                        out -> {
                                            out.write(1);
                                            throw new IOException("gone");
                                        }))
                .hasMessage("gone");

        assertThat(buckets.find("full", "a")).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatAKilledProcessHadBegunToWriteIsTakenAway() throws IOException {
        new BucketsOnDisk(folder).create("full");
        Files.writeString(folder.resolve(".unfinished/7"), "hal");

        BucketsOnDisk buckets = new BucketsOnDisk(folder);

        assertThat(files()).isEmpty();
        assertThat(buckets.list("full", "", "", 10)).isEmpty();
    }
}
