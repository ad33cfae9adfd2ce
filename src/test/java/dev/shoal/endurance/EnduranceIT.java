package dev.shoal.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.endurance.Settings.Place;
import dev.shoal.endurance.Settings.Size;
import dev.shoal.endurance.Settings.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of two cycles on the packaged server, with a model that misbehaves, another developer who
/// pushes, deadlines that make legs, and a server that is killed. How long it takes and what meets
/// what differs from time to time; that everything holds in the end does not.
class EnduranceIT {

    @TempDir Path folder;

    @Test
    void aRunSurvivesKillsAndMischief() throws IOException, InterruptedException {
        Settings settings =
                new Settings(
                        new Size(34, 2, 8),
                        new Trouble(0.05, Duration.ofSeconds(6), 3, Duration.ofSeconds(7)),
                        Duration.ofSeconds(12),
                        new Place(Path.of("").toAbsolutePath(), folder, Duration.ofMinutes(10), 1));

        assertThat(Endurance.run(settings))
                .allSatisfy(check -> assertThat(check.holds()).as(check.toString()).isTrue());
    }
}
