package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tools/find-jdk`, on which `make` and `./shoal` rely.
class FindJdkTest {

    @TempDir Path home;

    private Path jvms;
    private Path java17;

    @BeforeEach
    void aMachineWhoseDefaultJavaIs17() throws IOException {
        jvms = Files.createDirectory(home.resolve("jvms"));
        java17 = jdk("java-17-openjdk", "17.0.15");
    }

    @Test
    void aJdk25ElsewhereIsFoundWithNothingSet() throws Exception {
        Path java25 = jdk("temurin-25-jdk", "25.0.3");

        assertThat(findJdk("")).isEqualTo(new Found(0, java25.toString()));
    }

    @Test
    void aJavaHomeOfAnotherVersionIsPassedOver() throws Exception {
        Path java25 = jdk("temurin-25-jdk", "25");

        assertThat(findJdk(java17.toString())).isEqualTo(new Found(0, java25.toString()));
    }

    @Test
    void javaHomeGoesFirstIfItIs25() throws Exception {
        jdk("temurin-25-jdk", "25.0.3");
        Path mine = jdk("mine", "25.0.1");

        assertThat(findJdk(mine.toString())).isEqualTo(new Found(0, mine.toString()));
    }

    @Test
    void aRuntimeWithoutCompilerDoesNotCount() throws Exception {
        Path runtime = jdk("java-25-jre", "25.0.3");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(findJdk("").exitCode()).isEqualTo(1);
    }

    @Test
    void withoutAJdk25ItSaysWhatToInstall() throws Exception {
        Found found = findJdk(java17.toString());

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.output()).contains("needs a JDK 25", "apt-get install", "JAVA_HOME");
    }

    private record Found(int exitCode, String output) {}

    private Found findJdk(String javaHome) throws IOException, InterruptedException {
        ProcessBuilder script =
                new ProcessBuilder("sh", "tools/find-jdk").redirectErrorStream(true);
        script.environment().putAll(Map.of("JAVA_HOME", javaHome, "SHOAL_JVMS", jvms.toString()));
        Process process = script.start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Found(process.waitFor(), output);
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = jvms.resolve(name);
        Path javac = Files.createDirectories(jdk.resolve("bin")).resolve("javac");
        assertThat(Files.createFile(javac).toFile().setExecutable(true)).isTrue();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }
}
