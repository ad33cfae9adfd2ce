package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Refused;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPathTest {

    @ParameterizedTest
    @MethodSource({"outside", "looksLikeGit", "noName"})
    void whatIsNoPathInsideTheTreeIsRefused(String path) {
        assertThatThrownBy(() -> RepoPath.parse(path))
                .isInstanceOf(Refused.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\0"));
    }

    static Stream<String> outside() {
        return Stream.of(
                "",
                ".",
                "..",
                "/",
                "../x",
                "a/../x",
                "a/..",
                "./../x",
                "/etc/passwd",
                "//etc/passwd",
                "a//b",
                "a/",
                "a/./b");
    }

    static Stream<String> looksLikeGit() {
        return Stream.of(
                ".git",
                ".git/config",
                "a/.git",
                "a/.git/hooks/post-commit",
                ".GIT/config",
                ".Git",
                ".git ",
                ".git.",
                ".git...",
                ".git . ",
                ".git::$INDEX_ALLOCATION/config",
                "a\\.git\\config",
                ".git\\config",
                "git~1",
                "git~1.",
                "GIT~1/config",
                // ignorable on HFS+: zero width joiner and others
                ".g\u200cit/config",
                ".gi\u200dt",
                "\ufeff.git",
                ".git\u206f");
    }

    static Stream<String> noName() {
        return Stream.of(
                "a\0b",
                "a\nb",
                "a\rb",
                "a\u001bb",
                "a\u007f",
                "a\ud800b",
                "x".repeat(5_000),
                "x".repeat(256),
                "é".repeat(128),
                "d/".repeat(2_500) + "f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "./a",
                "a/b/c",
                ".gitignore",
                ".gitmodules",
                ".github/workflows/x.yml",
                "git",
                "a.git",
                ".gitx",
                "git~2",
                "...",
                "a b",
                "ä/ö.txt",
                "a\\b",
                "-rf",
                "CON",
                "~"
            })
    void ordinaryPathsAreTaken(String path) {
        assertThat(RepoPath.parse(path).value()).isEqualTo(path.replaceFirst("^\\./", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "/", "./"})
    void theRootIsAFolder(String path) {
        assertThat(path.equals("./") ? RepoPath.directory(".") : RepoPath.directory(path))
                .isEqualTo(RepoPath.ROOT);
    }

    @Test
    void aFolderMayEndInASlash() {
        assertThat(RepoPath.directory("a/b/")).isEqualTo(new RepoPath("a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../", "/etc", "a/../..", ".git/"})
    void noFolderIsOutsideEither(String path) {
        assertThatThrownBy(() -> RepoPath.directory(path)).isInstanceOf(Refused.class);
    }
}
