package dev.shoal.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.agent.Prompts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each prompt is, word for word, what the files in `src/test/resources/prompts` hold, so that a
/// change of a template, or of what fills it, is seen as a change of what the model reads.
@QuarkusTest
class PromptGoldenTest {
    private static final String WRITE = "golden.write";
    private static final Path GOLDEN = Path.of("src/test/resources/prompts");
    private static final Path TEMPLATES = Path.of("src/main/resources/prompts");

    @Inject Prompts prompts;

    static Stream<Sample> samples() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aPromptIsWordForWordWhatItsGoldenFileHolds(Sample sample) throws IOException {
        String rendered = prompts.render(sample.prompt(), sample.it());
        Path golden = GOLDEN.resolve(sample.file());
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, rendered);
        }

        assertThat(golden)
                .as("run this test with -D%s=true to write what is missing or meant", WRITE)
                .exists();
        assertThat(rendered)
                .as("if %s is meant to change: run this test with -D%s=true", golden, WRITE)
                .isEqualTo(Files.readString(golden));
    }

    @Test
    void noPromptIsWithoutAGoldenFileAndNoGoldenFileWithoutAPrompt() throws IOException {
        assertThat(names(TEMPLATES))
                .containsExactlyInAnyOrderElementsOf(
                        samples().map(sample -> sample.prompt() + ".md").distinct().toList());
        assertThat(names(GOLDEN))
                .containsExactlyInAnyOrderElementsOf(samples().map(Sample::file).toList());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
