package dev.shoal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachTest {

    private final Upstream local = new Upstream(true, Optional.empty());

    @TempDir Path folder;

    @Test
    void aRepositoryWithCommitsCanBeUsed() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("a.txt"), "a");
        Path bare = folder.resolve("a.git");
        NewRepository.bare(bare, files, Instant.EPOCH);
        assertThat(Reach.trouble(local, bare.toUri())).isEmpty();
    }

    @Test
    void aFolderWithoutARepositoryIsNamed() {
        assertThat(Reach.trouble(local, folder.toUri()))
                .hasValueSatisfying(why -> assertThat(why).contains(folder.toString()));
    }

    @Test
    void onAwsAFileIsRefused() {
        Upstream aws = new Upstream(false, Optional.empty());
        assertThat(Reach.trouble(aws, URI.create("file:///tmp"))).isPresent();
    }
}
