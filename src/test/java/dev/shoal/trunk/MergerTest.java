package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergerTest {
    @TempDir Path folder;
    private Grove grove;

    @BeforeEach
    void plant() {
        grove = new Grove(folder);
    }

    private TreeId clean(TreeId base, TreeId ours, TreeId theirs) {
        Merge merge = grove.merger.merge(base, ours, theirs);
        assertThat(merge).isInstanceOf(Merge.Clean.class);
        return ((Merge.Clean) merge).tree();
    }

    private Merge.Conflict conflict(TreeId base, TreeId ours, TreeId theirs, String... paths) {
        Merge merge = grove.merger.merge(base, ours, theirs);
        assertThat(merge).isInstanceOf(Merge.Conflict.class);
        Merge.Conflict conflict = (Merge.Conflict) merge;
        assertThat(conflict.files())
                .extracting(file -> file.path().value())
                .containsExactlyInAnyOrder(paths);
        return conflict;
    }

    @Test
    void changesToDifferentFilesGoTogether() {
        TreeId base = grove.tree("a", "1", "b", "1", "d/c", "1", "d/e", "1");
        TreeId ours = grove.without(grove.with(base, "a", "2", "d/n", "2"), "d/e");
        TreeId theirs = grove.with(base, "b", "3", "d/c", "3", "x/y/z", "3");

        assertThat(clean(base, ours, theirs))
                .isEqualTo(grove.tree("a", "2", "b", "3", "d/c", "3", "d/n", "2", "x/y/z", "3"));
        assertThat(clean(base, theirs, ours)).isEqualTo(clean(base, ours, theirs));
    }

    @Test
    void whatOneSideLeftAloneIsTheOtherSides() {
        TreeId base = grove.tree("a", "1");
        TreeId other = grove.tree("b/c", "2");
        assertThat(clean(base, base, other)).isEqualTo(other);
        assertThat(clean(base, other, base)).isEqualTo(other);
        assertThat(clean(base, other, other)).isEqualTo(other);
        assertThat(clean(base, TreeId.EMPTY, base)).isEqualTo(TreeId.EMPTY);
        assertThat(clean(TreeId.EMPTY, base, other)).isEqualTo(grove.tree("a", "1", "b/c", "2"));
    }

    @Test
    void changesToDifferentLinesOfAFileGoTogetherAndKeepItsLineEnds() {
        String lines = "1\r\n2\r\n3\r\n4\r\n5";
        TreeId base = grove.tree("f", lines);
        TreeId ours = grove.tree("f", lines.replace("1", "one"));
        TreeId theirs = grove.tree("f", lines.replace("5", "five"));

        assertThat(grove.text(clean(base, ours, theirs), "f"))
                .isEqualTo("one\r\n2\r\n3\r\n4\r\nfive");
    }

    @Test
    void changesToTheSameLineAreAConflictThatShowsAllThreeSides() {
        TreeId base = grove.tree("d/f", "a\nb\nc\n", "g", "1");
        TreeId ours = grove.with(base, "d/f", "a\nours\nc\n");
        TreeId theirs = grove.with(base, "d/f", "a\ntheirs\nc\n", "g", "2");

        Merge.Conflict conflict = conflict(base, ours, theirs, "d/f");

        assertThat(conflict.files().getFirst().markers())
                .isEqualTo(
                        """
                        a
                        <<<<<<< ours (landed)
                        ours
                        ||||||| base
                        b
                        =======
                        theirs
                        >>>>>>> theirs (this task)
                        c
                        """);
        assertThat(conflict.partial()).isEqualTo(grove.with(ours, "g", "2"));
    }

    @Test
    void theSameChangeOnBothSidesIsNoConflict() {
        TreeId base = grove.tree("f", "1\n", "gone", "x");
        TreeId ours = grove.tree("f", "2\n", "new", "n", "a", "ours");
        TreeId theirs = grove.tree("f", "2\n", "new", "n", "b", "theirs");

        assertThat(clean(base, ours, theirs))
                .isEqualTo(grove.tree("f", "2\n", "new", "n", "a", "ours", "b", "theirs"));
    }

    @Test
    void twoFilesAddedUnderOneNameAreAConflict() {
        TreeId base = grove.tree("a", "1");
        Merge.Conflict conflict =
                conflict(base, grove.with(base, "n", "x\n"), grove.with(base, "n", "y\n"), "n");
        assertThat(conflict.files().getFirst().markers()).contains("x\n", "y\n");
        assertThat(conflict.files().getFirst().sides().base()).isEmpty();
    }

    @Test
    void aFileThatOneSideDeletedAndTheOtherChangedIsAConflict() {
        TreeId base = grove.tree("d/f", "1\n", "d/g", "1");
        TreeId changed = grove.with(base, "d/f", "2\n");
        TreeId deleted = TreeId.EMPTY;

        ConflictedFile file = conflict(base, deleted, changed, "d/f").files().getFirst();
        assertThat(file.markers()).contains("ours (landed)\n[not there]", "2\n");
        assertThat(conflict(base, changed, deleted, "d/f").partial())
                .isEqualTo(grove.tree("d/f", "2\n"));
    }

    @Test
    void aFolderInTheWayOfAFileIsAConflict() {
        TreeId base = grove.tree("a", "1");
        TreeId file = grove.with(base, "p", "file");
        TreeId directory = grove.with(base, "p/q", "in a folder");

        Merge.Conflict conflict = conflict(base, file, directory, "p");
        ConflictedFile path = conflict.files().getFirst();

        assertThat(path.markers()).contains("file", "[directory ");
        assertThat(path.take(conflict.partial(), path.sides().theirs())).isEqualTo(directory);
        assertThat(path.take(directory, path.sides().ours())).isEqualTo(file);
        assertThat(path.resolve(directory, Grove.bytes("file"))).isEqualTo(file);
        assertThat(path.delete(file)).isEqualTo(base);
        assertThat(path.delete(directory)).isEqualTo(directory);
        conflict(base, directory, file, "p");
    }

    @Test
    void aModeAndTheContentAreMergedApart() {
        TreeId base = grove.tree("f", "1\n2\n3\n");
        TreeId executable = grove.put(base, "f", grove.file("1\n2\n3\n", true));
        TreeId changed = grove.with(base, "f", "1\n2\nthree\n");

        TreeId both = grove.put(base, "f", grove.file("1\n2\nthree\n", true));
        assertThat(clean(base, executable, changed)).isEqualTo(both);
        assertThat(clean(base, changed, executable)).isEqualTo(both);
        TreeId alsoChanged = grove.put(base, "f", grove.file("one\n2\n3\n", true));
        assertThat(clean(base, alsoChanged, changed))
                .isEqualTo(grove.put(base, "f", grove.file("one\n2\nthree\n", true)));
        assertThat(clean(executable, changed, executable)).isEqualTo(changed);
    }

    @Test
    void aResolvedFileIsExecutableIfEitherSideMadeItSo() {
        TreeId base = grove.tree("f", "1");
        TreeId ours = grove.tree("f", "2");
        TreeId theirs = grove.put(base, "f", grove.file("3", true));
        Merge.Conflict conflict = conflict(base, ours, theirs, "f");
        assertThat(conflict.files().getFirst().resolve(conflict.partial(), Grove.bytes("4")))
                .isEqualTo(grove.put(base, "f", grove.file("4", true)));
    }

    @Test
    void whatIsNotTextIsNeverMixed() {
        for (String filler : List.of("\0", "x".repeat(3_000_000))) {
            String text = "1\n" + filler + "\n2\n" + filler + "\n3\n";
            TreeId base = grove.tree("f", text);
            TreeId ours = grove.tree("f", text.replace("1", "one"));
            TreeId theirs = grove.tree("f", text.replace("3", "three"));

            Merge.Conflict conflict = conflict(base, ours, theirs, "f");

            assertThat(conflict.files().getFirst().markers())
                    .contains("[file ")
                    .hasSizeLessThan(600);
            assertThat(conflict.partial()).isEqualTo(ours);
        }
    }

    @Test
    void linksAndSubmodulesThatBothSidesChangedAreConflictsThatTellWhereTheyLead() {
        TreeId base = grove.put(grove.put(TreeId.EMPTY, "l", grove.link("a")), "s", sub('1'));
        TreeId ours = grove.put(grove.put(TreeId.EMPTY, "l", grove.link("b")), "s", sub('2'));
        TreeId theirs = grove.put(grove.put(TreeId.EMPTY, "l", grove.link("c")), "s", sub('3'));

        Merge.Conflict conflict = conflict(base, ours, theirs, "l", "s");

        assertThat(conflict.files())
                .extracting(ConflictedFile::markers)
                .anyMatch(m -> m.contains("[symbolic link to b]") && m.contains("link to c]"))
                .anyMatch(m -> m.contains("[submodule " + "2".repeat(40) + "]"));
        TreeId settled = conflict.partial();
        for (ConflictedFile file : conflict.files()) {
            settled = file.take(settled, file.sides().theirs());
        }
        assertThat(settled).isEqualTo(theirs);
    }

    private static Entry sub(char digit) {
        return Grove.submodule(digit);
    }

    @Test
    void aFileWithANameThatIsNotTextIsSettledUnderItsOwnName() {
        String latin = "c\u00e9";
        String other = "c\u00e8";
        TreeId base = names(Map.of(latin, "1", other, "1"));
        TreeId ours = names(Map.of(latin, "2", other, "2"));
        TreeId theirs = names(Map.of(latin, "3", other, "3"));

        Merge.Conflict conflict = conflict(base, ours, theirs, "c\\xE8", "c\\xE9");

        TreeId settled = conflict.partial();
        for (ConflictedFile file : conflict.files()) {
            settled = file.resolve(settled, Grove.bytes("4"));
        }
        assertThat(settled).isEqualTo(names(Map.of(latin, "4", other, "4")));
        for (ConflictedFile file : conflict.files()) {
            settled = file.delete(settled);
        }
        assertThat(settled).isEqualTo(TreeId.EMPTY);
    }

    private TreeId names(Map<String, String> files) {
        Map<String, RawEntry> raw = new HashMap<>();
        files.forEach((name, text) -> raw.put(name, grove.rawFile(text)));
        return grove.raw(raw);
    }

    @Test
    void modesThatGitNoLongerMakesSurviveAMerge() {
        Map<String, RawEntry> raw = new HashMap<>();
        raw.put("old", grove.rawFile("x", 0100664));
        TreeId base = grove.raw(raw);
        TreeId merged = clean(base, grove.with(base, "a", "1"), grove.with(base, "b", "2"));
        assertThat(grove.without(grove.without(merged, "a"), "b")).isEqualTo(base);
    }

    @Test
    void twoLargeFilesOfFewDistinctLinesAreMergedInTime() {
        String lines = DiffsTest.lines(1);
        TreeId base = grove.tree("f", lines);
        TreeId ours = grove.tree("f", DiffsTest.lines(2));
        TreeId theirs = grove.tree("f", DiffsTest.lines(3));

        assertThat(grove.merger.merge(base, ours, theirs)).isInstanceOf(Merge.Conflict.class);
        assertThat(
                        clean(
                                base,
                                grove.tree("f", "first\n" + lines),
                                grove.tree("f", lines + "\nlast")))
                .isEqualTo(grove.tree("f", "first\n" + lines + "\nlast"));
    }

    @Test
    void deletingIsAppliedOnlyWhereThereIsSomething() {
        TreeId base = grove.tree("f", "1");
        ConflictedFile file =
                conflict(base, grove.tree("f", "2"), grove.tree("f", "3"), "f").files().getFirst();
        assertThat(file.delete(TreeId.EMPTY)).isEqualTo(TreeId.EMPTY);
        assertThat(file.take(TreeId.EMPTY, Optional.empty())).isEqualTo(TreeId.EMPTY);
    }
}
