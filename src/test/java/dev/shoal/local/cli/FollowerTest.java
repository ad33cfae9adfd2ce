package dev.shoal.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.shoal.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowerTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-05-01T10:12:40Z"));

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Recorded screen = new Recorded();
    private HttpServer server;

    private record Reply(int status, String body) {}

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/runs/r1",
                exchange -> {
                    boolean events = exchange.getRequestURI().getPath().endsWith("/events");
                    Reply reply = events ? new Reply(200, EVENTS) : replies.remove();
                    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                    try (exchange) {
                        exchange.sendResponseHeaders(reply.status(), body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    private static final String EVENTS =
            """
            {"items": [{"id": "1", "kind": "task.created", "subject": "c1.1-1", "text": "One"},
                       {"id": "2", "kind": "task.landed", "subject": "c1.1-1", "text": "as asked"},
                       {"id": "3", "kind": "something.new", "subject": "x", "text": "y"}], "next": "3"}
            """;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itGoesOnUntilTheBranchHasAllOfIt() throws InterruptedException {
        replies.add(ok(RunStatusMother.running()));
        replies.add(
                ok(
                        RunStatusMother.of(
                                "{\"state\": \"complete\", \"endedAt\": \"2026-05-01T10:12:34Z\"}")));
        replies.add(ok(RunStatusMother.complete()));

        RunStatus last = follower().follow("r1");

        assertThat(last.isComplete()).isTrue();
        assertThat(last.isDelivered()).isTrue();
        assertThat(screen.shown).hasSize(3);
        assertThat(screen.shown.getFirst()).containsExactly("landed    c1.1-1 One: as asked");
    }

    @Test
    void aBranchThatIsNeverDeliveredIsNotWaitedForForEver() throws InterruptedException {
        replies.add(
                ok(
                        RunStatusMother.of(
                                "{\"state\": \"complete\", \"endedAt\": \"2026-05-01T10:10:00Z\"}")));

        assertThat(follower().follow("r1").isDelivered()).isFalse();
    }

    @Test
    void aServerThatIsInTroubleForAMomentIsWaitedFor() throws InterruptedException {
        replies.add(new Reply(503, "{\"detail\": \"not now\"}"));
        replies.add(ok(RunStatusMother.complete()));

        assertThat(follower().follow("r1").isComplete()).isTrue();
        assertThat(screen.notes).containsExactly("waiting: not now");
    }

    @Test
    void anUnknownRunIsRefusedInTheServersWords() {
        replies.add(new Reply(404, "{\"detail\": \"there is no run r1\", \"field\": \"id\"}"));

        assertThatThrownBy(() -> follower().follow("r1"))
                .isInstanceOf(Refusal.class)
                .hasMessage("id: there is no run r1");
    }

    @Test
    void whereNoServerIsTheCommandSaysHowToStartOne() {
        server.stop(0);

        assertThatThrownBy(() -> api().get("/runs").orRefuse())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("./shoal serve");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> Api.at(URI.create("localhost:8080"))).isInstanceOf(Refusal.class);
    }

    private Follower follower() {
        return new Follower(api(), screen, CLOCK);
    }

    private Api api() {
        return Api.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private static Reply ok(RunStatus run) {
        return new Reply(200, run.json().toString());
    }

    private static final class Recorded implements Screen {
        final List<List<String>> shown = new ArrayList<>();
        final List<String> notes = new ArrayList<>();

        @Override
        public void show(List<String> happened, RunStatus run, Duration elapsed) {
            shown.add(happened);
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public Duration pace() {
            return Duration.ZERO;
        }

        @Override
        public void end(List<String> summary) {}
    }
}
