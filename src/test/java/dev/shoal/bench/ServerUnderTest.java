package dev.shoal.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.aws.CallCounter;
import dev.shoal.local.LocalServer;
import io.quarkus.arc.Arc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/// The real local server in a process of its own, with its emulators in memory, that also tells
/// what it counted: for each line on standard input it answers with one line of JSON. It ends with
/// its standard input.
public final class ServerUnderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<RecordedEvent> landings = new ConcurrentLinkedQueue<>();

    private ServerUnderTest() {}

    public static void main(String... args) throws IOException {
        new ServerUnderTest().serve();
    }

    private void serve() throws IOException {
        try (RecordingStream recording = new RecordingStream();
                LocalServer server =
                        LocalServer.start(LocalServer.Settings.of(0, Optional.empty()))) {
            recording.enable("dev.shoal.Landing").withoutStackTrace();
            recording.onEvent("dev.shoal.Landing", landings::add);
            recording.setReuse(false);
            recording.startAsync();
            System.out.println("listening on " + server.uri());
            answer();
        }
    }

    private void answer() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            System.out.println(JSON.writeValueAsString(counts()));
        }
    }

    private ObjectNode counts() {
        ObjectNode counts = JSON.createObjectNode();
        ObjectNode calls = counts.putObject("calls");
        Arc.container().instance(CallCounter.class).get().counts().forEach(calls::put);
        ArrayNode millis = counts.putArray("landingMillis");
        ArrayNode lost = counts.putArray("lostPositions");
        for (RecordedEvent landing : landings) {
            millis.add(landing.getDuration().toNanos() / 1e6);
            lost.add(landing.getInt("lostPositions"));
        }
        return counts;
    }
}
