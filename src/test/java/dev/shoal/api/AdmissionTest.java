package dev.shoal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private final Admission open = new Admission(Optional.empty());
    private final Admission guarded = new Admission(Optional.of("secret"));

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080"})
    void loopbackNamesComeInWithoutAToken(String host) {
        assertThat(open.objection(caller("/runs", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "localhost@evil.example",
                "localhost:8080.evil.example",
                ""
            })
    void anyOtherNameIsKeptOutWithoutAToken(String host) {
        assertThat(open.objection(caller("/runs", host)))
                .get()
                .extracting(Problem::status)
                .isEqualTo(403);
    }

    @Test
    void aRequestWithoutAHostIsKeptOut() {
        Caller caller = new Caller("/runs", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(open.objection(caller)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "http://localhost:9999", "null", "localhost:8080"})
    void pagesOfOtherSitesAreKeptOutEvenWithTheToken(String origin) {
        Caller caller =
                new Caller(
                        "/runs",
                        Optional.of("localhost:8080"),
                        Optional.of(origin),
                        Optional.of("Bearer secret"));
        assertThat(open.objection(caller)).get().extracting(Problem::status).isEqualTo(403);
        assertThat(guarded.objection(caller)).get().extracting(Problem::status).isEqualTo(403);
    }

    @Test
    void theDashboardsOwnPageComesIn() {
        Caller caller =
                new Caller(
                        "/runs",
                        Optional.of("localhost:8080"),
                        Optional.of("http://localhost:8080"),
                        Optional.empty());
        assertThat(open.objection(caller)).isEmpty();
    }

    @Test
    void theTokenLetsInByAnyName() {
        assertThat(guarded.objection(bearing("Bearer secret"))).isEmpty();
        assertThat(guarded.objection(bearing("Basic " + base64("me:secret")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer secre",
                "Bearer secret2",
                "secret",
                "Basic !"
            })
    void anythingButTheTokenIsUnauthorised(String authorization) {
        assertThat(guarded.objection(bearing(authorization)))
                .get()
                .extracting(Problem::status)
                .isEqualTo(401);
    }

    @Test
    void onlyHealthItselfNeedsNoToken() {
        assertThat(guarded.objection(caller("/health", "evil.example"))).isEmpty();
        assertThat(guarded.objection(caller("/runs/health", "localhost"))).isPresent();
        assertThat(guarded.objection(caller("/runs/r1/tasks/health", "localhost"))).isPresent();
    }

    private static Caller caller(String path, String host) {
        return new Caller(path, Optional.of(host), Optional.empty(), Optional.empty());
    }

    private static Caller bearing(String authorization) {
        return new Caller(
                "/runs",
                Optional.of("shoal.example"),
                Optional.empty(),
                Optional.of(authorization));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
