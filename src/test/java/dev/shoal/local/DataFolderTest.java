package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir Path home;

    @Test
    void aFolderIsMadeWhereNoneIs() {
        try (DataFolder folder = DataFolder.open(home.resolve("new/data"))) {
            assertThat(folder.path().resolve("version")).hasContent(DataFolder.VERSION);
        }
    }

    @Test
    void nobodyElseCanLookInside() throws IOException {
        DataFolder.open(home.resolve("data")).close();

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderLeftByAnEarlierProcessIsOpenedAgain() throws IOException {
        DataFolder.open(home).close();
        Files.writeString(home.resolve("something"), "kept");

        try (DataFolder folder = DataFolder.open(home)) {
            assertThat(folder.path().resolve("something")).hasContent("kept");
        }
    }

    @Test
    void aProcessThatDiedBeforeItsMarkerLeavesAUsableFolder() throws IOException {
        Files.createFile(home.resolve("lock"));

        DataFolder.open(home).close();
    }

    @Test
    void aFolderThatOnlyTheDemoHasUsedIsUsable() throws IOException {
        Path branch = Files.createDirectories(home.resolve("demo/inkwell.git"));

        DataFolder.open(home).close();

        assertThat(branch).exists();
    }

    @Test
    void aFolderInUseIsRefusedByName() {
        try (DataFolder held = DataFolder.open(home)) {
            assertThatThrownBy(() -> DataFolder.open(held.path()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(home.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aFolderOfAnotherVersionIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(home.resolve("version"), "shoal-data 99\n");

        assertThatThrownBy(() -> DataFolder.open(home))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(home.toString())
                .hasMessageContaining("shoal-data 99");
        assertThat(home.resolve("version")).hasContent("shoal-data 99");
    }

    @Test
    void aFolderOfSomebodyElseIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(home.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(() -> DataFolder.open(home))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(home.toString())
                .hasMessageContaining("not empty");
        assertThat(home).isDirectoryNotContaining("glob:**/{version,lock}");
    }

    @Test
    void aFileInTheFoldersPlaceIsRefusedByName() throws IOException {
        Path file = Files.writeString(home.resolve("data"), "");

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(file.toString());
    }
}
