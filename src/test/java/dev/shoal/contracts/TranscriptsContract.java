package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class TranscriptsContract {

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRun() {
        scene = new Scene(stores());
    }

    @Test
    void aSubjectWithoutTranscriptHasNone() {
        put("c1.1-1", "a1-l0", 1, "x\n");

        assertThat(scene.stores.transcripts().read(scene.run, "c1.1-10")).isEmpty();
        assertThat(scene.stores.transcripts().read(scene.run, "c1.1")).isEmpty();
    }

    @Test
    void partsOfAllSessionsComeInTheOrderInWhichTheyWereStored() {
        put("c1.1-1", "a2-l0", 1, "one\n");
        put("c1.1-1", "a1-l0", 1, "two\n");
        for (int part = 2; part <= 11; part++) {
            put("c1.1-1", "a1-l0", part, part + "\n");
        }
        put("c1.1-2", "a1-l0", 1, "other\n");

        assertThat(read("c1.1-1")).isEqualTo("one\ntwo\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n");
    }

    @Test
    void aPartThatWasStoredTwiceIsReadOnce() {
        put("c1", "a1", 1, "one\n");
        put("c1", "a1", 1, "one\n");
        put("c1", "a1", 2, "two\n");

        assertThat(read("c1")).isEqualTo("one\ntwo\n");
    }

    private void put(String subject, String session, int part, String lines) {
        scene.stores
                .transcripts()
                .put(scene.run, subject, session, part, lines.getBytes(StandardCharsets.UTF_8));
    }

    private String read(String subject) {
        try (InputStream in =
                scene.stores
                        .transcripts()
                        .read(scene.run, subject)
                        .orElseGet(() -> fail("no transcript"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
