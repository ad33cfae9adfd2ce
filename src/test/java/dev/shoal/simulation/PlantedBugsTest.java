package dev.shoal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A simulation that finds nothing proves nothing, unless it would find something: bugs are planted
/// into the code, one at a time. `make planted-bugs` says how many seeds each of them takes.
class PlantedBugsTest {
    @TempDir Path work;

    @ParameterizedTest
    @MethodSource("caught")
    @Timeout(300)
    void isCaught(Mutant bug) throws Exception {
        Mutant.Catch caught = Seeds.quietly(() -> bug.hunt(PlantedBugs.MOST, work));
        assertThat(caught.isCaught()).as(bug.name()).isTrue();
    }

    static List<Mutant> caught() {
        return PlantedBugs.ALL;
    }

    @Test
    void eachHasANameOfItsOwn() {
        assertThat(PlantedBugs.ALL.stream().map(Mutant::name))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(12);
    }
}
