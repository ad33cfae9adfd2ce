package dev.shoal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Not among the tests that always run: `make planted-bugs SEEDS=10000` tells of each planted bug
/// how many seeds it takes to catch it, and writes it down.
class PlantedBugHunt {
    private static final long MOST = Long.getLong("simulate.seeds", 1_000);
    private static final Path TABLE = Path.of("target", "planted-bugs.csv");

    @TempDir Path work;

    @Test
    void table() throws Exception {
        List<String> lines = new ArrayList<>(List.of("bug,seeds,seen"));
        List<String> missed = new ArrayList<>();
        for (Mutant bug : PlantedBugs.ALL) {
            Mutant.Catch caught = Seeds.quietly(() -> bug.hunt(MOST, work));
            System.out.printf(
                    "%-48s %8s  %s%n",
                    bug.name(), caught.isCaught() ? caught.seeds() : "> " + MOST, caught.seen());
            lines.add(caught.csv());
            Files.write(TABLE, lines);
            if (!caught.isCaught()) {
                missed.add(bug.name());
            }
        }
        assertThat(missed).isEmpty();
    }
}
