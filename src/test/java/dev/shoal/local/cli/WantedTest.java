package dev.shoal.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.local.Refusal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedTest {

    @TempDir Path folder;

    @Test
    void aFolderBecomesAnAddress() {
        assertThat(Wanted.address(folder.toString())).isEqualTo("file://" + folder);
    }

    @Test
    void anAddressStaysAsItIs() {
        assertThat(Wanted.address("https://git.example/a.git"))
                .isEqualTo("https://git.example/a.git");
    }

    @Test
    void whatIsNeitherIsRefused() {
        assertThatThrownBy(() -> Wanted.address(folder.resolve("nothing").toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--repo");
    }

    @Test
    void onlyWhatWasGivenIsSent() {
        var body =
                new Wanted("https://git.example/a.git", "do", Optional.empty(), Optional.of("make"))
                        .body();

        assertThat(body.toString())
                .isEqualTo(
                        "{\"repository\":\"https://git.example/a.git\",\"goal\":\"do\",\"verify\":\"make\"}");
    }
}
