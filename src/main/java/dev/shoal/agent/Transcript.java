package dev.shoal.agent;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.run.Cut;
import dev.shoal.run.ShoalException;
import dev.shoal.run.Spend;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// What one agent says and does, as JSON Lines. Kept in memory for 30 s or half a megabyte, then
/// stored as the next part. A store that fails doesn't end the agent: the lines stay and are tried
/// again, up to a limit.
final class Transcript implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Transcript.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int FULL = 500_000;
    private static final int OVERFULL = 8_000_000;
    private static final int LONGEST_TEXT = 200_000;

    private final Transcripts store;
    private final Assignment.Identity who;
    private final InstantSource clock;
    private ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private Instant flushed;
    private int full = FULL;
    private int part = 1;
    private int turn;

    Transcript(Transcripts store, Assignment.Identity who, InstantSource clock) {
        this.store = store;
        this.who = who;
        this.clock = clock;
        this.flushed = clock.instant();
    }

    /// A new turn begins: lines that have waited long enough are stored.
    void turn(int number) {
        turn = number;
        if (clock.instant().isAfter(flushed.plus(EVERY))) {
            flush();
        }
    }

    /// Something that `who` said: system, user or assistant, or a note of the loop itself.
    void text(String type, String text) {
        write(line(type).put("text", Cut.middle(text, LONGEST_TEXT)));
    }

    void call(String id, String tool, String arguments) {
        write(
                line("tool_call")
                        .put("id", id)
                        .put("tool", tool)
                        .put("arguments", Cut.middle(arguments, LONGEST_TEXT)));
    }

    void result(String id, String tool, String text) {
        write(
                line("tool_result")
                        .put("id", id)
                        .put("tool", tool)
                        .put("text", Cut.middle(text, LONGEST_TEXT)));
    }

    void usage(Spend spend) {
        write(spent(line("usage"), spend));
    }

    void end(AgentEnd<?> end, Spend total) {
        write(spent(line("end"), total).put("end", Cut.middle(end.toString(), LONGEST_TEXT)));
    }

    @Override
    public void close() {
        flush();
    }

    private ObjectNode line(String type) {
        return JSON.createObjectNode()
                .put("time", clock.instant().toString())
                .put("session", who.session())
                .put("role", who.role().label())
                .put("turn", turn)
                .put("type", type);
    }

    private static ObjectNode spent(ObjectNode line, Spend spend) {
        return line.put("inputTokens", spend.inputTokens())
                .put("outputTokens", spend.outputTokens())
                .put("micros", spend.micros());
    }

    private void write(ObjectNode line) {
        lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        if (lines.size() > full) {
            flush();
        }
    }

    private void flush() {
        flushed = clock.instant();
        if (lines.size() == 0) {
            return;
        }
        try {
            store.put(who.run(), who.subject(), who.session(), part, lines.toByteArray());
            part++;
            empty();
        } catch (ShoalException e) {
            LOG.warnf("transcript of %s %s not stored: %s", who.subject(), who.session(), e);
            full = lines.size() + FULL;
            forgetIfOverfull();
        }
    }

    private void forgetIfOverfull() {
        if (lines.size() > OVERFULL) {
            int lost = lines.size();
            empty();
            text("note", lost + " bytes of this transcript could not be stored and are lost");
        }
    }

    private void empty() {
        lines = new ByteArrayOutputStream();
        full = FULL;
    }
}
