package dev.shoal.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.aws.Finding;
import dev.shoal.local.FunctionZipTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipCheckTest {

    @TempDir Path folder;

    @Test
    void anArmExecutableIsWhatTheTemplateExpects() throws IOException {
        assertThat(check(0xb7, "")).isInstanceOf(Finding.Fine.class);
    }

    @Test
    void anExecutableForAnotherProcessorIsStoppedBeforeItIsDeployed() throws IOException {
        assertThat(DoctorCommand.line(check(0x3e, "")))
                .startsWith("WRONG")
                .contains("native for x86_64", "mend: ", "Architecture=x86_64");
    }

    @Test
    void theDeploymentsOwnParametersCount() throws IOException {
        String x86 = "--parameter-overrides Packaging=native Architecture=x86_64";
        assertThat(check(0x3e, x86)).isInstanceOf(Finding.Fine.class);
        assertThat(check(0xb7, x86)).isInstanceOf(Finding.Wrong.class);
        assertThat(check(0xb7, "--parameter-overrides Packaging=jvm"))
                .isInstanceOf(Finding.Wrong.class);
    }

    @Test
    void jarsNeedTheJvm() throws IOException {
        Path zip = FunctionZipTest.zip(folder, "lib/a.jar", new byte[1]);
        assertThat(DoctorCommand.line(new ZipCheck(zip, "").finding())).contains("Packaging=jvm");
        assertThat(new ZipCheck(zip, "--parameter-overrides Packaging=jvm").finding())
                .isInstanceOf(Finding.Fine.class);
    }

    private Finding check(int machine, String deployment) throws IOException {
        Path zip = FunctionZipTest.zip(folder, "bootstrap", FunctionZipTest.elf(machine));
        return new ZipCheck(zip, deployment).finding();
    }
}
