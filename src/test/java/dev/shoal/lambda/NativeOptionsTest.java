package dev.shoal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tools/native-options`, on which `make native` relies.
class NativeOptionsTest {

    @TempDir Path home;

    @Test
    void withoutGraalvmAndContainersItSaysWhatToInstall() throws Exception {
        Answer answer = ask(Map.of());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("GRAALVM_HOME", "Docker", "make package");
    }

    @Test
    void aGraalvm25IsUsedWhereItIsSet() throws Exception {
        Answer answer = ask(Map.of("GRAALVM_HOME", graalvm("25.0.1").toString()));

        assertThat(answer).isEqualTo(new Answer(0, "-Dquarkus.native.container-build=false\n"));
    }

    @Test
    void anOlderGraalvmIsRefusedByName() throws Exception {
        Path old = graalvm("21.0.4");

        Answer answer = ask(Map.of("GRAALVM_HOME", old.toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains(old.toString(), "no GraalVM 25");
    }

    @Test
    void aContainerEngineThatRunsIsUsed() throws Exception {
        program(home.resolve("bin/docker"), "exit 0");

        assertThat(ask(Map.of()))
                .isEqualTo(
                        new Answer(
                                0,
                                "-Dquarkus.native.container-build=true"
                                        + " -Dquarkus.native.container-runtime=docker\n"));
    }

    @Test
    void aContainerEngineThatDoesNotRunIsNotUsed() throws Exception {
        program(home.resolve("bin/docker"), "exit 1");

        assertThat(ask(Map.of()).code()).isEqualTo(1);
    }

    private Path graalvm(String version) throws IOException {
        Path root = home.resolve("graalvm-" + version);
        program(root.resolve("bin/native-image"), "exit 0");
        Files.writeString(root.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return root;
    }

    private static void program(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Answer(int code, String text) {}

    /// With a PATH on which there is nothing but what the script itself needs.
    private Answer ask(Map<String, String> environment) throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String tool : new String[] {"cat", "grep"}) {
            program(bin.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "tools/native-options").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
