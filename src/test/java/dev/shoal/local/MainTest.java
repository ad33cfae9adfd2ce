package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void theMainClassIsWhereQuarkusStarts() {
        assertThat(Main.class).hasAnnotation(QuarkusMain.class);
    }
}
