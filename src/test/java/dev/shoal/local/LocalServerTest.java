package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.local.LocalServer.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServerTest {

    @Test
    void aTakenPortIsRefusedBeforeAnythingIsStarted(@TempDir Path home) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Path data = home.resolve("data");
            Settings settings = new Settings("127.0.0.1", taken.getLocalPort(), Optional.of(data));

            assertThatThrownBy(() -> LocalServer.start(settings))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        Settings settings = new Settings("127.0.0.1", 70_000, Optional.empty());

        assertThatThrownBy(() -> LocalServer.start(settings))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("70000");
    }

    @Test
    void onlyATokenOpensTheServerToOthers() {
        assertThat(Settings.of(1, Optional.empty(), Optional.empty()).host())
                .isEqualTo("127.0.0.1");
        assertThat(Settings.of(1, Optional.empty(), Optional.of(" ")).host())
                .isEqualTo("127.0.0.1");
        assertThat(Settings.of(1, Optional.empty(), Optional.of("secret")).host())
                .isEqualTo("0.0.0.0");
    }
}
