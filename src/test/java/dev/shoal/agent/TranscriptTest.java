package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;
import dev.shoal.run.TransientFault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final Recorder store = new Recorder();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Transcript transcript =
            new Transcript(store, Stage.set().assignment().who(), () -> now);

    @Test
    void linesWaitForHalfAMinuteAndThenAreStoredWithTheNextTurn() {
        transcript.text("user", "one");
        transcript.turn(1);
        assertThat(store.parts).isEmpty();

        now = now.plusSeconds(31);
        transcript.turn(2);

        assertThat(store.parts).hasSize(1);
    }

    @Test
    void muchTextIsStoredAtOnce() {
        for (int i = 0; i < 10; i++) {
            transcript.text("user", "x".repeat(100_000));
        }

        assertThat(store.parts).isNotEmpty();
    }

    @Test
    void eachLineIsJsonWithItsTimeTurnAndType() throws Exception {
        transcript.turn(3);
        transcript.call("c1", "echo", "{\"text\":\"line\\nbreak\"}");
        transcript.end(new AgentEnd.Stopped<>(""), new Spend(1, 2, 3));
        transcript.close();

        List<String> lines = store.parts.getFirst().lines().toList();
        assertThat(lines).hasSize(2);
        var call = new JsonMapper().readTree(lines.getFirst());
        assertThat(call.get("type").asText()).isEqualTo("tool_call");
        assertThat(call.get("turn").asInt()).isEqualTo(3);
        assertThat(call.get("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void whatCouldNotBeStoredIsTriedAgainUnderTheSameNumber() {
        store.failing = true;
        transcript.text("user", "one");
        transcript.close();
        store.failing = false;
        transcript.text("user", "two");
        transcript.close();

        assertThat(store.parts).singleElement().asString().contains("one", "two");
        assertThat(store.numbers).containsExactly(1, 1);
    }

    @Test
    void aStoreThatStaysAwayDoesNotEatTheHeap() {
        store.failing = true;
        for (int i = 0; i < 100; i++) {
            transcript.text("user", "x".repeat(150_000));
        }
        store.failing = false;
        transcript.close();

        assertThat(store.parts.getFirst().length()).isLessThan(9_000_000);
        assertThat(store.parts.getFirst()).contains("could not be stored");
    }

    private static final class Recorder implements Transcripts {
        private final List<String> parts = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private boolean failing;

        @Override
        public void put(RunId run, String subject, String session, int part, byte[] lines) {
            numbers.add(part);
            if (failing) {
                throw new TransientFault("down", null);
            }
            parts.add(new String(lines, StandardCharsets.UTF_8));
        }

        @Override
        public Optional<InputStream> read(RunId run, String subject) {
            return Optional.empty();
        }
    }
}
