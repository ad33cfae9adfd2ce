package dev.shoal.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is deployed: small enough, and nothing in it that must not leave this machine.
class PackageIT {

    private static final long MOST = 60_000_000;

    private final Artifact artifact = Artifact.built();

    @Test
    void itIsAtMost60MegabytesLarge() throws IOException {
        assertThat(artifact.size()).isLessThanOrEqualTo(MOST);
    }

    /// The jars that only the emulators need have their own folder; packaged, their names begin
    /// with their group.
    @Test
    void itHoldsNoneOfTheEmulatorsJars() throws IOException {
        List<String> emulators = emulators();

        assertThat(emulators).anyMatch(jar -> jar.startsWith("DynamoDBLocal"));
        assertThat(artifact.entries())
                .isNotEmpty()
                .noneMatch(entry -> emulators.stream().anyMatch(entry::endsWith));
    }

    private static List<String> emulators() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/emulators"))) {
            return jars.map(jar -> jar.getFileName().toString()).toList();
        }
    }

    @Test
    void itHoldsNoSampleAndNoTest() throws IOException {
        assertThat(artifact.entries())
                .noneMatch(entry -> entry.contains("samples/") || entry.contains("inkwell"))
                .noneMatch(entry -> entry.matches(".*(Test|IT|Contract)\\.class"))
                .noneMatch(entry -> entry.contains("junit") || entry.contains("assertj"));
    }

    @Test
    void aPackageForTheJvmHasWhatTheManagedRuntimeCalls() throws IOException {
        assumeThat(artifact.isNative()).isFalse();

        assertThat(artifact.entries())
                .anyMatch(entry -> entry.matches("lib/io\\.quarkus\\.quarkus-amazon-lambda-.*jar"))
                .contains("dev/shoal/work/WorkHandler.class");
    }
}
