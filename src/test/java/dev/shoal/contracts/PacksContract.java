package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.PermanentFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public abstract class PacksContract {

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRun() {
        scene = new Scene(stores());
    }

    @Test
    void aPackComesBackByteForByteHoweverOftenItIsStored(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[9_000_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("p"), bytes);
        String key = "runs/" + scene.run + "/packs/p.pack";

        scene.stores.packs().put(key, file);
        scene.stores.packs().put(key, file);

        try (InputStream in = scene.stores.packs().open(key)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aPackThatIsNotThereIsAPermanentFault() {
        assertThatThrownBy(() -> scene.stores.packs().open("runs/" + scene.run + "/packs/none"))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining("none");
    }
}
