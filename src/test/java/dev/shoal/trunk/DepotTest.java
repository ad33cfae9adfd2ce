package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.PermanentFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepotTest {
    @TempDir Path folder;
    private Grove grove;
    private Path pack;

    @BeforeEach
    void plant() {
        grove = new Grove(folder.resolve("one"));
        pack = folder.resolve("x.pack");
    }

    private Depot other() {
        return Depot.open(folder.resolve("other"));
    }

    private void give(Depot depot) throws IOException {
        try (InputStream in = Files.newInputStream(pack)) {
            depot.addPack(in);
        }
    }

    /// A pack's header ends in its number of objects.
    private int objects() throws IOException {
        byte[] header = Files.readAllBytes(pack);
        return java.nio.ByteBuffer.wrap(header, 8, 4).getInt();
    }

    @Test
    void aFullPackGivesAnEmptyDepotTheSameTreeThoughTheParentIsMissing() throws IOException {
        TreeId tree = grove.tree("a", "1", "d/e", "2");
        CommitId parent = grove.commit(grove.tree("old", "x"));
        CommitId commit = grove.commit(tree, parent);
        grove.depot.markShallow(commit);
        grove.depot.writeFullPack(commit, pack);
        assertThat(objects()).isEqualTo(5);

        try (Depot other = other()) {
            other.markShallow(commit);
            assertThat(other.has(commit)).isFalse();
            give(other);
            assertThat(other.has(commit)).isTrue();
            assertThat(other.has(parent)).isFalse();
            assertThat(other.treeOf(commit)).isEqualTo(tree);
            assertThat(other.parentOf(commit)).isEmpty();
            assertThat(new Trees(other).read(tree, Grove.path("d/e")))
                    .isEqualTo(new Content.Text("2"));
        }
    }

    @Test
    void aPackOfAChangeHoldsOnlyWhatIsNewAndCompletesADepotThatHasItsBase() throws IOException {
        TreeId before = grove.tree("a/b/c", "1", "a/x", "2", "z/y", "3", "moved", "4");
        TreeId after = grove.with(grove.without(before, "moved"), "a/b/c", "new", "n/moved", "4");
        CommitId base = grove.commit(before);
        CommitId change = grove.commit(after, base);
        grove.depot.writeFullPack(base, pack);
        try (Depot other = other()) {
            give(other);

            grove.depot.writePack(List.of(change), base, pack);
            // the commit, four trees, the new file, and the moved one again
            assertThat(objects()).isEqualTo(7);
            give(other);
            give(other);

            assertThat(other.treeOf(change)).isEqualTo(after);
            assertThat(other.parentOf(change)).contains(base);
            assertThat(new Merger(other).merge(before, before, after))
                    .isEqualTo(new Merge.Clean(after));
        }
    }

    @Test
    void modesLinksAndSubmodulesTravel() throws IOException {
        TreeId tree = grove.put(grove.tree("a", "1"), "run", grove.file("1", true));
        tree = grove.put(grove.put(tree, "l", grove.link("a")), "s", Grove.submodule('7'));
        CommitId base = grove.commit(grove.tree("a", "0"));
        CommitId change = grove.commit(tree, base);
        grove.depot.writeFullPack(base, pack);
        try (Depot other = other()) {
            give(other);
            grove.depot.writePack(List.of(change), base, pack);
            give(other);
            assertThat(other.treeOf(change)).isEqualTo(tree);
            assertThat(new Trees(other).read(tree, Grove.path("l")))
                    .isEqualTo(new Content.Symlink("a"));
        }
    }

    @Test
    void aDamagedPackIsRefusedAsAWhole() throws IOException {
        CommitId commit = grove.commit(grove.tree("a", "1".repeat(10_000), "b", "2"));
        grove.depot.writeFullPack(commit, pack);
        byte[] good = Files.readAllBytes(pack);
        try (Depot other = other()) {
            for (int at : new int[] {0, 5, 11, 20, good.length / 2, good.length - 1}) {
                byte[] bad = good.clone();
                bad[at] ^= 0x55;
                assertRefused(other, bad);
            }
            assertRefused(other, java.util.Arrays.copyOf(good, good.length - 30));
            assertRefused(other, new byte[0]);
            assertThat(other.has(commit)).isFalse();
            give(other);
            assertThat(other.has(commit)).isTrue();
        }
    }

    private static void assertRefused(Depot depot, byte[] pack) {
        assertThatThrownBy(() -> depot.addPack(new ByteArrayInputStream(pack)))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining("pack");
    }

    @Test
    void theSameDraftGivesTheSameCommit() {
        CommitId base = grove.commit(grove.tree("a", "0"));
        TreeId tree = grove.tree("a", "1");
        assertThat(grove.commit(tree, base)).isEqualTo(grove.commit(tree, base));
    }

    /// A file of 100 MB goes through a process with a heap of 64.
    @Test
    void aLargeFileNeverIsInMemoryAsAWhole() throws Exception {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeFile.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).endsWith("through: 100000000\n");
    }

    static final class LargeFile {
        private LargeFile() {}

        public static void main(String... args) throws IOException {
            Path folder = Path.of(args[0]);
            var memory = new dev.shoal.memory.Memory(() -> java.time.Instant.EPOCH);
            new Depots(memory.trunk(), memory.packs(), new Scratch(folder));
            Grove grove = new Grove(folder.resolve("from"));
            BlobId blob = grove.trees.insert(new Zeros(100_000_000), 100_000_000);
            TreeId tree =
                    grove.put(grove.tree("a", "needle"), "large", new Entry.File(blob, false));
            CommitId base = grove.commit(grove.tree("a", "needle"));
            CommitId commit = grove.commit(tree, base);
            Path pack = folder.resolve("large.pack");
            grove.depot.writeFullPack(commit, pack);
            Depot to = Depot.open(folder.resolve("to"));
            try (InputStream in = Files.newInputStream(pack)) {
                to.addPack(in);
            }
            Trees trees = new Trees(to);
            int hits = trees.search(tree, "needle", RepoPath.ROOT, 10).size();
            trees.diff(TreeId.EMPTY, tree, RepoPath.ROOT, 1_000);
            TreeId ours = trees.write(to.treeOf(base), Grove.path("b"), Grove.bytes("1"));
            new Merger(to).merge(to.treeOf(base), ours, tree);
            try (InputStream in = trees.open(blob)) {
                long length = in.transferTo(java.io.OutputStream.nullOutputStream());
                System.out.println((hits == 1 ? "through: " : "not found: ") + length);
            }
        }
    }

    /// So many zeros.
    static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(bytes, from, from + count, (byte) 0);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
