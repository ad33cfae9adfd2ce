package dev.shoal.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The templates under the two official validators, which are JavaScript. Skipped, with a message,
/// only where there is no Node.
class TemplateChecksTest {

    private static final Path CHECKS = Path.of("infra/checks");
    private static final Path HOME = Path.of("target/checks").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 240;

    /// What a program said and how it ended.
    private record Said(int code, String text) {}

    @BeforeAll
    static void installValidators() throws IOException, InterruptedException {
        assumeTrue(
                isThere("node") && isThere("npm"),
                "no node and npm here: the template is not validated");
        Path stamp = HOME.resolve("installed.json");
        if (Files.exists(stamp) && Files.mismatch(stamp, CHECKS.resolve("package-lock.json")) < 0) {
            return;
        }
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(
                    CHECKS.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Said said =
                run(
                        HOME,
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--legacy-peer-deps");
        assertThat(said.code()).as("npm ci: " + said.text()).isZero();
        Files.copy(CHECKS.resolve("package-lock.json"), stamp, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theTemplatesPassWithoutAnUnexplainedWarning() throws IOException, InterruptedException {
        Said said = check(List.of("template.yaml", "infra/deploy-role.yaml"));
        assertThat(said.code()).as(said.text()).isZero();
    }

    /// Mistakes that one of the two finds: what is right, what is written instead, what must be
    /// named.
    private static final List<List<String>> MISTAKES =
            List.of(
                    List.of(
                            "FunctionResponseTypes:",
                            "FunctionResponseType:",
                            "FunctionResponseType"),
                    List.of("RecursiveLoop: Allow", "RecursiveLop: Allow", "RecursiveLop"),
                    List.of("BillingMode: PAY_PER_REQUEST", "BillingMode: PAY_ME", "PAY_ME"),
                    List.of("!GetAtt WorkRole.Arn", "!GetAtt WorkRolle.Arn", "WorkRolle"));

    @Test
    void mistakesAreFound(@TempDir Path folder) throws IOException, InterruptedException {
        String template = Files.readString(Path.of("template.yaml"));
        List<String> broken = new ArrayList<>();
        for (List<String> mistake : MISTAKES) {
            assertThat(template).contains(mistake.get(0));
            Path file = folder.resolve("broken" + broken.size() + ".yaml");
            Files.writeString(file, template.replace(mistake.get(0), mistake.get(1)));
            broken.add(file.toString());
        }
        Said said = check(broken);
        assertThat(said.code()).isEqualTo(1);
        for (int i = 0; i < MISTAKES.size(); i++) {
            String file = broken.get(i);
            String named = MISTAKES.get(i).get(2);
            assertThat(said.text().lines().filter(line -> line.startsWith(file)))
                    .as(said.text())
                    .anyMatch(line -> line.contains(named));
        }
    }

    private static Said check(List<String> templates) throws IOException, InterruptedException {
        String[] command =
                Stream.concat(Stream.of("node", "infra/checks/check.mjs"), templates.stream())
                        .toArray(String[]::new);
        return run(Path.of("").toAbsolutePath(), command);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(Path.of("").toAbsolutePath(), program, "--version").code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Said run(Path folder, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("CHECKS_HOME", HOME.toString());
        Process process = builder.start();
        try (var out = process.inputReader()) {
            String text = out.readAllAsString();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }
}
