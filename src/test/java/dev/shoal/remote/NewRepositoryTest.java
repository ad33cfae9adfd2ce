package dev.shoal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewRepositoryTest {

    @TempDir Path folder;

    @Test
    void plainFilesBecomeOneCommitOnMain() throws IOException {
        Path files = files();
        Path bare = folder.resolve("it.git");
        NewRepository.bare(bare, files, Instant.parse("2026-05-01T10:00:00Z"));

        try (Repository repository = new FileRepositoryBuilder().setGitDir(bare.toFile()).build();
                RevWalk walk = new RevWalk(repository)) {
            assertThat(repository.getFullBranch()).isEqualTo("refs/heads/main");
            RevCommit commit = walk.parseCommit(repository.resolve("main"));
            assertThat(commit.getParentCount()).isZero();
            assertThat(mode(repository, commit, "bin/run")).isEqualTo(FileMode.EXECUTABLE_FILE);
            assertThat(mode(repository, commit, "read.me")).isEqualTo(FileMode.REGULAR_FILE);
        }
    }

    @Test
    void whereARepositoryIsNoneIsMade() throws IOException {
        Path bare = folder.resolve("it.git");
        NewRepository.bare(bare, files(), Instant.EPOCH);

        assertThatThrownBy(() -> NewRepository.bare(bare, folder.resolve("files"), Instant.EPOCH))
                .isInstanceOfAny(IOException.class, IllegalStateException.class);
    }

    private Path files() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files/bin")).getParent();
        Files.writeString(files.resolve("read.me"), "hello\n");
        Files.writeString(files.resolve("bin/run"), "#!/bin/sh\n").toFile().setExecutable(true);
        return files;
    }

    private static FileMode mode(Repository repository, RevCommit commit, String path)
            throws IOException {
        try (TreeWalk found = TreeWalk.forPath(repository, path, commit.getTree())) {
            return found.getFileMode();
        }
    }
}
