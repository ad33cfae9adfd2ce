package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
    @TempDir Path folder;
    private Grove grove;
    private Trees trees;

    @BeforeEach
    void plant() {
        grove = new Grove(folder);
        trees = grove.trees;
    }

    @Test
    void whatWasWrittenIsRead() {
        TreeId tree = grove.tree("a.txt", "one\n", "d/e/f.txt", "two");

        assertThat(grove.text(tree, "a.txt")).isEqualTo("one\n");
        assertThat(grove.text(tree, "d/e/f.txt")).isEqualTo("two");
        assertThat(trees.read(tree, Grove.path("d/e"))).isInstanceOf(Content.Directory.class);
        assertThat(trees.read(tree, Grove.path("a.txt/x"))).isInstanceOf(Content.Missing.class);
        assertThat(trees.read(tree, Grove.path("no/such"))).isInstanceOf(Content.Missing.class);
        assertThat(trees.find(tree, RepoPath.ROOT)).contains(new Entry.Directory(tree));
    }

    @Test
    void eachChangeGivesAnotherTreeAndLeavesTheOldOne() {
        TreeId before = grove.tree("a.txt", "1");
        TreeId after = grove.with(before, "a.txt", "2");

        assertThat(grove.text(before, "a.txt")).isEqualTo("1");
        assertThat(grove.text(after, "a.txt")).isEqualTo("2");
        assertThat(grove.with(after, "a.txt", "1")).isEqualTo(before);
        assertThat(grove.without(before, "a.txt")).isEqualTo(TreeId.EMPTY);
    }

    @Test
    void aListingTellsKindsAndSizesInGitsOrder() {
        TreeId tree = grove.tree("b/c/d.txt", "123", "a", "", "b.txt", "x");
        tree = grove.put(tree, "run", grove.file("#!", true));
        tree = grove.put(tree, "link", grove.link("a"));
        tree = grove.put(tree, "sub", Grove.submodule('1'));

        assertThat(describe(trees.list(tree, RepoPath.ROOT, 1)))
                .containsExactly(
                        "a  0 bytes",
                        "b.txt  1 bytes",
                        "b/",
                        "link  symbolic link",
                        "run  2 bytes, executable",
                        "sub  submodule");
        assertThat(describe(trees.list(tree, Grove.path("b"), 9)))
                .containsExactly("b/c/", "b/c/d.txt  3 bytes");
        TreeId all = tree;
        assertThatThrownBy(() -> trees.list(all, Grove.path("a"), 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> trees.list(all, Grove.path("z"), 1)).isInstanceOf(Refused.class);
    }

    private static List<String> describe(List<Listed> listed) {
        return listed.stream().map(Listed::describe).toList();
    }

    @Test
    void aLinkIsNeverFollowed() {
        TreeId target = grove.tree("real/a.txt", "secret", "passwd", "root");
        TreeId tree = grove.put(target, "dir", grove.link("real"));
        TreeId out = grove.put(tree, "out", grove.link("/etc/passwd"));

        assertThat(trees.read(out, Grove.path("out")))
                .isEqualTo(new Content.Symlink("/etc/passwd"));
        assertThat(trees.read(out, Grove.path("dir/a.txt"))).isInstanceOf(Content.Missing.class);
        assertThat(trees.search(out, "secret|root", RepoPath.ROOT, 9))
                .extracting(Hit::path)
                .containsExactly("passwd", "real/a.txt");
        assertThatThrownBy(() -> grove.with(out, "dir/a.txt", "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("dir is not a folder");
        assertThatThrownBy(() -> grove.with(out, "out", "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> trees.edit(out, Grove.path("out"), "etc", "x"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aLinkWithAnEndlessTargetIsStillALink() {
        TreeId tree = grove.put(TreeId.EMPTY, "link", grove.link("x".repeat(6_000_000)));
        assertThat(trees.read(tree, Grove.path("link"))).isInstanceOf(Content.Symlink.class);
    }

    @Test
    void aWrittenFileKeepsItsMode() {
        TreeId tree = grove.put(TreeId.EMPTY, "run", grove.file("a", true));
        assertThat(trees.find(grove.with(tree, "run", "b"), Grove.path("run")))
                .contains(grove.file("b", true));
    }

    @Test
    void aFolderIsNotOverwrittenByAFileNorAFileByAFolder() {
        TreeId tree = grove.tree("d/a", "1", "f", "2");
        assertThatThrownBy(() -> grove.with(tree, "d", "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("directory");
        assertThatThrownBy(() -> grove.with(tree, "f/x", "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("f is not a folder");
        TreeId sub = grove.put(tree, "sub", Grove.submodule('1'));
        assertThatThrownBy(() -> grove.with(sub, "sub/x", "x")).isInstanceOf(Refused.class);
    }

    @Test
    void namesModesAndBytesOfOthersStayAsTheyAre() throws IOException {
        String latin = "caf\u00e9";
        Map<String, RawEntry> raw = new LinkedHashMap<>();
        raw.put(latin, grove.rawFile("x"));
        raw.put("old", grove.rawFile("y", 0100664));
        TreeId tree = grove.raw(raw);
        raw.put("new", grove.rawFile("z"));

        TreeId after = grove.with(tree, "new", "z");

        assertThat(after).isEqualTo(grove.raw(raw));
        assertThat(grove.without(after, "new")).isEqualTo(tree);
        byte[] bytes = grove.depot.repository().open(after.id()).getBytes();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("100664 old\0", "100644 caf\u00e9\0");
        new ObjectChecker().check(Constants.OBJ_TREE, bytes);
    }

    @Test
    void aTreeIsInGitsOrderWhereAFolderSortsWithASlash() throws IOException {
        TreeId tree = grove.tree("a/x", "1", "a.b", "2", "a-b", "3", "a0", "4", "ab", "5");
        byte[] bytes = grove.depot.repository().open(tree.id()).getBytes();
        new ObjectChecker().check(Constants.OBJ_TREE, bytes);
    }

    @Test
    void anEditReplacesTheOnlyOccurrenceAndNoOtherByte() {
        byte[] before = "a\r\nb\tb \n\u00e9\0".getBytes(StandardCharsets.ISO_8859_1);
        before = java.util.Arrays.copyOf(before, before.length - 1);
        TreeId tree = trees.write(TreeId.EMPTY, Grove.path("f"), before);

        TreeId after = trees.edit(tree, Grove.path("f"), "b\tb ", "c");

        assertThat(bytes(after, "f"))
                .isEqualTo("a\r\nc\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anEditOfAFileWithCrlfKeepsItSo() {
        TreeId tree = grove.tree("f", "one\r\ntwo\r\nthree\r\n");

        assertThat(edited(tree, "two\nthree", "2\n3")).isEqualTo("one\r\n2\r\n3\r\n");
        assertThat(edited(tree, "two\r\nthree", "2")).isEqualTo("one\r\n2\r\n");
        assertThat(edited(tree, "two", "2\nand a half"))
                .isEqualTo("one\r\n2\r\nand a half\r\nthree\r\n");
    }

    @Test
    void inAFileWithBothLineEndsATextMeansWhatItSaysIfItOccurs() {
        TreeId tree = grove.tree("f", "a\r\nb\nc\n");
        assertThat(edited(tree, "b\nc", "x\ny")).isEqualTo("a\r\nx\ny\n");
        assertThat(edited(tree, "a\nb", "x\ny")).isEqualTo("x\r\ny\nc\n");
    }

    private String edited(TreeId tree, String oldText, String newText) {
        return grove.text(trees.edit(tree, Grove.path("f"), oldText, newText), "f");
    }

    @Test
    void anEditThatIsNotClearIsRefusedAndSaysHowOftenTheTextOccurs() {
        TreeId tree = grove.tree("f", "aXbXc aaa");
        assertRefused(tree, "Y", "does not occur in f");
        assertRefused(tree, "X", "occurs 2 times in f");
        assertRefused(tree, "aa", "occurs 2 times in f");
        assertRefused(tree, "", "empty");
        assertRefused(tree, "aXbXc aaa, and more", "does not occur");
        assertThat(edited(tree, "aXbXc aaa", "")).isEmpty();
    }

    private void assertRefused(TreeId tree, String oldText, String why) {
        assertThatThrownBy(() -> trees.edit(tree, Grove.path("f"), oldText, "z"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why);
    }

    @Test
    void aTextMadeToBeHardToFindIsFoundAllTheSame() {
        String run = "a".repeat(1_000_000);
        TreeId tree = grove.tree("f", run + run + run + "b" + run);
        assertThat(edited(tree, run + "b", "c")).isEqualTo(run + run + "c" + run);
        assertRefused(tree, run + run + "c", "does not occur");
    }

    @Test
    void textToolsRefuseBinaryLargeAndMissingFiles() {
        TreeId tree = grove.tree("bin", "a\0b", "large", "x".repeat(5_000_001), "d/e", "");

        assertThat(trees.read(tree, Grove.path("bin"))).isEqualTo(new Content.Binary(3));
        for (String path : List.of("bin", "large", "d", "gone")) {
            assertThatThrownBy(() -> trees.edit(tree, Grove.path(path), "a", "b"))
                    .as(path)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining(path);
        }
        assertThatThrownBy(() -> trees.read(tree, Grove.path("large")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("5000001 bytes");
    }

    @Test
    void aDeletedFileTakesItsEmptyFoldersAlong() {
        TreeId tree = grove.tree("a/b/c", "1", "d", "2");
        assertThat(grove.paths(trees.delete(tree, Grove.path("a/b/c")))).containsExactly("d");
        for (String path : List.of("a/b", "gone", "d/x", "a/x")) {
            assertThatThrownBy(() -> trees.delete(tree, Grove.path(path)))
                    .as(path)
                    .isInstanceOf(Refused.class);
        }
        TreeId odd = grove.put(grove.put(tree, "l", grove.link("d")), "s", Grove.submodule('1'));
        assertThat(trees.delete(trees.delete(odd, Grove.path("l")), Grove.path("s")))
                .isEqualTo(tree);
    }

    @Test
    void aMoveKeepsWhatIsMoved() {
        TreeId tree = grove.put(grove.tree("a/b", "1", "a/c", "2"), "a/x", grove.file("3", true));

        assertThat(grove.entries(move(tree, "a", "z/y")))
                .containsOnlyKeys("z/y/b", "z/y/c", "z/y/x")
                .containsEntry("z/y/x", grove.file("3", true).toString());
        assertThat(grove.paths(move(tree, "a/b", "b"))).containsExactly("a/c", "a/x", "b");
        assertThat(grove.paths(move(grove.tree("a/b", "1"), "a/b", "a"))).containsExactly("a");
    }

    private TreeId move(TreeId tree, String from, String to) {
        return trees.move(tree, Grove.path(from), Grove.path(to));
    }

    @Test
    void aMoveThatCannotBeIsRefused() {
        TreeId tree = grove.tree("a/b", "1", "c", "2");
        assertThatThrownBy(() -> move(tree, "gone", "x")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> move(tree, "a/b", "c")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> move(tree, "c", "c")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> move(tree, "a", "a/b/c")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> move(tree, "a/b", "c/d")).isInstanceOf(Refused.class);
    }

    @Test
    void manyChangesAtOnceAreAsOneByOne() {
        TreeId tree = grove.tree("a/1", "1", "a/2", "2", "b", "3", "c/d/e", "4");
        Map<RepoPath, Optional<Entry>> changes =
                Map.of(
                        Grove.path("a"), Optional.of(grove.file("a file now", false)),
                        Grove.path("a/1"), Optional.empty(),
                        Grove.path("a/2"), Optional.empty(),
                        Grove.path("b/x"), Optional.of(grove.file("a folder now", false)),
                        Grove.path("c/d/e"), Optional.empty(),
                        Grove.path("gone/x"), Optional.empty());

        TreeId after = trees.apply(tree, changes);

        assertThat(after).isEqualTo(grove.tree("a", "a file now", "b/x", "a folder now"));
    }

    @Test
    void noNameThatGitForbidsGetsIntoATreeHoweverThePathWasMade() {
        for (String name : List.of(".git", ".GIT", "git~1", "..", ".", "", ".g\u200cit")) {
            Map<RepoPath, Optional<Entry>> change =
                    Map.of(new RepoPath("d/" + name), Optional.of(grove.file("x", false)));
            assertThatThrownBy(() -> trees.apply(TreeId.EMPTY, change))
                    .as(name)
                    .isInstanceOf(Refused.class);
        }
        assertThatThrownBy(
                        () ->
                                trees.apply(
                                        TreeId.EMPTY,
                                        Map.of(
                                                new RepoPath(".git/hooks/x"),
                                                Optional.of(grove.file("x", true)))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void differencesNameWhatDiffersAndDeletionsComeBeforeWhatTakesTheirPlace() {
        TreeId one = grove.tree("same/x", "1", "a", "1", "d/e", "1", "f/g", "1");
        TreeId two = grove.tree("same/x", "1", "a", "2", "d", "1", "h/i", "1");
        List<String> seen = new ArrayList<>();

        trees.differences(
                one,
                two,
                d ->
                        seen.add(
                                (d.before().isEmpty() ? "+" : d.after().isEmpty() ? "-" : "~")
                                        + d.path()));

        assertThat(seen).containsExactlyInAnyOrder("~a", "-d/e", "+d", "-f/g", "+h/i");
        assertThat(seen).containsSubsequence("-d/e", "+d");
    }

    private byte[] bytes(TreeId tree, String path) {
        Entry.File file = (Entry.File) trees.find(tree, Grove.path(path)).orElseThrow();
        try (InputStream in = trees.open(file.blob())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
