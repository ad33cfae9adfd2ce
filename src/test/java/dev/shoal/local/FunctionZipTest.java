package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class FunctionZipTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"b7, arm64", "3e, x86_64"})
    void aNativeExecutableTellsItsProcessor(String machine, String architecture)
            throws IOException {
        Path zip = zip(folder, "bootstrap", elf(Integer.parseInt(machine, 16)));
        assertThat(FunctionZip.read(zip)).isEqualTo(new FunctionZip.Native(architecture));
    }

    @Test
    void jarsRunOnAnyProcessor() throws IOException {
        assertThat(FunctionZip.read(zip(folder, "lib/a.jar", new byte[10])))
                .isEqualTo(new FunctionZip.Jvm());
    }

    @Test
    void whatLambdaCantRunIsToldWithTheReason() throws IOException {
        assertThat(FunctionZip.read(folder.resolve("nothing.zip")).toString())
                .contains("make native");
        assertThat(FunctionZip.read(zip(folder, "readme", new byte[0])).toString())
                .contains("neither a bootstrap nor jars");
        assertThat(FunctionZip.read(zip(folder, "bootstrap", mac())).toString())
                .contains("no Linux executable");
        assertThat(FunctionZip.read(zip(folder, "bootstrap", elf(0xf3))).toString())
                .contains("processor that Lambda has not");
        Path broken = Files.writeString(folder.resolve("broken.zip"), "no zip");
        assertThat(FunctionZip.read(broken).toString()).contains("can't be read");
    }

    /// A zip with one entry.
    public static Path zip(Path folder, String name, byte[] content) throws IOException {
        Path zip = Files.createTempFile(folder, "function", ".zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry(name));
            entries.write(content);
        }
        return zip;
    }

    /// The first bytes of an executable for this machine.
    public static byte[] elf(int machine) {
        byte[] header = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, header, 0, 7);
        header[18] = (byte) machine;
        return header;
    }

    private static byte[] mac() {
        return "\u00cf\u00fa\u00ed\u00fe and so on, much longer"
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
