package dev.shoal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class CommandsOtherUserTest extends CommandsContract {
    CommandsOtherUserTest() {
        super(Isolation.USER_AND_PROCESSES);
    }

    @Test
    void nothingOfThisProcessCanBeSeen() {
        long self = ProcessHandle.current().pid();

        sand.exits(
                1,
                "test -e /proc/"
                        + self
                        + "/environ && cat /proc/"
                        + self
                        + "/cmdline | grep -q java");
        String all = sand.exits(0, "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'");

        assertThat(all.lines().map(line -> line.replaceAll("=.*", "")))
                .contains("PATH")
                .isSubsetOf("PATH", "HOME", "TMPDIR", "LANG", "PWD", "OLDPWD", "_");
    }

    @Test
    void aCommandIsNobody() {
        assertThat(sand.exits(0, "id -u; id -g; id -G; cat /etc/shadow 2>&1 || true"))
                .startsWith("65534\n65534\n65534\n")
                .contains("Permission denied");
    }

    @Test
    void theFoldersOfOthersCannotBeListed() {
        assertThat(sand.exits(0, "ls .. 2>&1; ls ../.. 2>&1; ls ../../.. 2>&1; true").lines())
                .allMatch(line -> line.contains("Permission denied"))
                .hasSize(3);
    }

    @Test
    void aFileOfAnotherUserIsNotReadThoughALinkToItWasMade() throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        sand.exits(0, "true");

        Files.createLink(sand.folders().getFirst().resolve("tree/mine"), secret);
        String output = sand.exits(0, "true");

        assertThat(output).contains("mine was left out").contains("another user");
        assertThat(sand.files()).isEmpty();
    }
}
