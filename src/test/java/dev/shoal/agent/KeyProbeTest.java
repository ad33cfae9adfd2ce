package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.shoal.run.ModelName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyProbeTest {

    private HttpServer server;
    private volatile int status;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | {"id":"1","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]} |
                    429 | {"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}} | add credit
                    429 | {"error":{"code":"rate_limit_exceeded"}} | look again
                    401 | {"error":{"message":"Incorrect API key provided: sk-abcdefgh1234"}} | store another
                    404 | {"error":{"message":"The model does not exist"}} | name another
                    """)
    void aKeyThatCantBeUsedIsToldWithTheMend(int code, String answer, String mend) {
        status = code;
        body = answer;
        var probe =
                new KeyProbe(
                        Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
                        InstantSource.system());
        Optional<String> trouble =
                probe.trouble(new ModelName("openai", "gpt-5"), Optional.of("sk-abcdefgh1234"));
        assertThat(trouble.isPresent()).isEqualTo(mend != null);
        trouble.ifPresent(
                why ->
                        assertThat(why)
                                .contains(String.valueOf(mend))
                                .doesNotContain("abcdefgh1234"));
    }
}
