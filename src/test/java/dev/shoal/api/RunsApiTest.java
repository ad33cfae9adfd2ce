package dev.shoal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.memory.Memory;
import dev.shoal.run.Announcement;
import dev.shoal.run.RunId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(InMemoryInstallation.Profile.class)
class RunsApiTest {
    @TestHTTPResource("/")
    URI root;

    @Inject Memory memory;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(root);
    }

    @Test
    void aRunIsAcceptedAndAnnounced() {
        Api.Answer answer = api.post("/runs", api.body());
        String id = answer.json().path("id").asText();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/runs/" + id);
        assertThat(memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .contains(new Announcement.SeedRun(new RunId(id)));
        assertThat(api.get("/runs/" + id).json()).isEqualTo(answer.json());
    }

    @Test
    void aRunIsShownAsTheContractSays() {
        JsonNode run = api.post("/runs", api.body()).json();
        String id = run.path("id").asText();
        assertThat(run.path("state").asText()).isEqualTo("seeding");
        assertThat(run.path("target").asText()).isEqualTo("shoal/" + id);
        assertThat(run.path("endedAt").isNull()).isTrue();
        assertThat(run.path("limits").path("tokens").asLong()).isEqualTo(50_000_000);
        assertThat(run.path("tasks").fieldNames())
                .toIterable()
                .containsExactly("ready", "claimed", "landed", "done", "failed");
        assertThat(run.path("plans").fieldNames())
                .toIterable()
                .containsExactly("ready", "claimed", "waiting", "done", "failed");
        assertThat(run.path("trunk").fieldNames())
                .toIterable()
                .containsExactly("position", "commit", "mirrored");
        assertThat(run.path("spent").fieldNames())
                .toIterable()
                .containsExactly(
                        "inputTokens", "outputTokens", "usd", "byRole", "computeUsd", "unpriced");
    }

    @Test
    void theSameKeyAndBodyGiveTheSameRun() {
        Api.Answer first = api.post("/runs", api.body(), "Idempotency-Key", "same");
        Api.Answer second = api.post("/runs", api.body(), "Idempotency-Key", "same");
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        api.post("/runs", api.body(), "Idempotency-Key", "other");
        Api.Answer second =
                api.post("/runs", api.bodyWith("goal", "\"else\""), "Idempotency-Key", "other");
        second.isProblem(422, "Idempotency-Key");
    }

    @Test
    void stoppingEndsTheRunAndMirrorsWhatLanded() {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        assertThat(api.post("/runs/" + id + "/stop", "").json().path("state").asText())
                .isEqualTo("stopped");
        assertThat(memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .contains(new Announcement.MirrorTrunk(new RunId(id)));
    }

    @Test
    void stoppingTwiceAnswersWithTheEnd() {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        JsonNode first = api.post("/runs/" + id + "/stop", "").json();
        Api.Answer second = api.post("/runs/" + id + "/stop", "");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first);
    }

    @Test
    void runsAreListedNewestFirstPageByPage() {
        String older = api.post("/runs", api.body()).json().path("id").asText();
        String newer = api.post("/runs", api.body()).json().path("id").asText();
        JsonNode first = api.get("/runs?limit=1").json();
        JsonNode second = api.get("/runs?limit=1&cursor=" + first.path("next").asText()).json();
        assertThat(List.of(first, second))
                .extracting(page -> page.path("items").path(0).path("id").asText())
                .containsExactly(newer, older);
    }

    @ParameterizedTest
    @CsvSource({
        "/runs?limit=0, limit",
        "/runs?limit=abc, limit",
        "/runs?limit=99999999999999999999, limit",
        "/runs/{id}/tasks?state=lost, state",
        "/runs/{id}/events?wait=21, wait",
        "/runs/{id}/events?wait=-1, wait",
        "/runs/{id}/landings?after=x, after",
    })
    void queriesOutOfRangeNameTheParameter(String path, String field) {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        api.get(path.replace("{id}", id)).isProblem(400, field);
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing",
        "/runs/nobody",
        "/runs/UPPER%20CASE",
        "/runs/..%2f..%2fetc",
        "/runs/nobody/tasks",
        "/runs/nobody/events",
        "/runs/{id}/tasks/c1.1-1",
        "/runs/{id}/tasks/nonsense",
        "/runs/{id}/transcripts/c1",
        "/runs/{id}/transcripts/c1.1%2f..%2fx",
        "/runs/{id}/guidance",
        "/runs/{id}/nothing/at/all",
    })
    void whatIsNotThereIsAProblemToo(String path) {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        api.get(path.replace("{id}", id)).isProblem(404);
    }

    @Test
    void anotherMethodIsAProblemToo() {
        api.send("DELETE", "/runs", "").isProblem(405);
    }

    @Test
    void anotherMediaTypeIsAProblemToo() {
        api.post("/runs", api.body(), "Content-Type", "text/plain").isProblem(415);
    }

    @Test
    void aBodyOverOneMebibyteIsAProblemToo() {
        String goal = "\"" + "x".repeat(1 << 20) + "\"";
        api.post("/runs", api.bodyWith("goal", goal)).isProblem(413);
        api.postChunked("/runs", api.bodyWith("goal", goal)).isProblem(413);
    }

    @Test
    void eventsAreThereAtOnceAndInOrder() {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        memory.events().append(new RunId(id), "run.noted", id, "<b>hello</b>");
        JsonNode page = api.get("/runs/" + id + "/events?wait=20").json();
        assertThat(page.path("items"))
                .extracting(event -> event.path("kind").asText())
                .containsExactly("run.created", "run.noted");
        JsonNode rest =
                api.get("/runs/" + id + "/events?after=" + page.path("next").asText()).json();
        assertThat(rest.path("items")).isEmpty();
        assertThat(rest.path("next")).isEqualTo(page.path("next"));
    }

    @Test
    void transcriptsComeAsTheyWereStored() {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        memory.transcripts().put(new RunId(id), "c1.1", "s", 1, "{\"a\":1}\n".getBytes(UTF_8));
        Api.Answer answer = api.get("/runs/" + id + "/transcripts/c1.1");
        assertThat(answer.text()).isEqualTo("{\"a\":1}\n");
        assertThat(answer.header("Content-Type")).startsWith("application/jsonl");
    }

    @Test
    void requestsUnderAnotherNameAreKeptOut() {
        assertThat(api.rawStatus("GET /runs HTTP/1.1", "Host: evil.example")).isEqualTo(403);
        assertThat(api.rawStatus("GET / HTTP/1.1", "Host: evil.example")).isEqualTo(403);
        assertThat(api.rawStatus("GET /runs HTTP/1.1", "Host: localhost")).isEqualTo(200);
        assertThat(api.rawStatus("GET /health HTTP/1.1", "Host: evil.example")).isEqualTo(200);
    }

    @Test
    void theDashboardComesWithoutForeignOrInlineScripts() {
        Api.Answer page = api.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text()).contains("dashboard.js").doesNotContain("http");
        assertThat(api.get("/dashboard.js").text())
                .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
        assertThat(api.get("/dashboard.css").status()).isEqualTo(200);
    }
}
