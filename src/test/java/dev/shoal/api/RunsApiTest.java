package dev.shoal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.judge.Verdict;
import dev.shoal.memory.Memory;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Amount;
import dev.shoal.run.Announcement;
import dev.shoal.run.Guidance;
import dev.shoal.run.Lease;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Landing;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
                .containsExactly("inputTokens", "outputTokens", "usd");
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
    void aRunIsPausedAndGoesOn() {
        String id = running();
        assertThat(api.post("/runs/" + id + "/pause", "").json().path("state").asText())
                .isEqualTo("paused");
        assertThat(api.post("/runs/" + id + "/pause", "").status()).isEqualTo(200);

        assertThat(api.post("/runs/" + id + "/resume", "").json().path("state").asText())
                .isEqualTo("running");

        assertThat(memory.announcements().sent())
                .extracting(sent -> sent.announcement())
                .contains(
                        new Announcement.RunPlan(new RunId(id), PlanId.root(1)),
                        new Announcement.MirrorTrunk(new RunId(id)));
    }

    @Test
    void aRunThatHasEndedOrNotBegunIsNeitherPausedNorResumed() {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        assertThat(api.post("/runs/" + id + "/pause", "").isProblem(409).path("detail").asText())
                .contains("seeding");
        api.post("/runs/" + id + "/stop", "");
        api.post("/runs/" + id + "/pause", "").isProblem(409);
        api.post("/runs/" + id + "/resume", "").isProblem(409);
        api.post("/runs/nobody/pause", "").isProblem(404);
    }

    @Test
    void limitsThatAreNotNamedStay() {
        String id = running();

        JsonNode limits = patch(id, "{\"tokens\": 60000000, \"tasks\": 7}").json().path("limits");

        assertThat(limits.path("tokens").asLong()).isEqualTo(60_000_000);
        assertThat(limits.path("tasks").asInt()).isEqualTo(7);
        assertThat(limits.path("usd").asDouble()).isEqualTo(100.0);
        assertThat(api.get("/runs/" + id).json().path("limits")).isEqualTo(limits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tokens\": 0} | tokens",
                "{\"usd\": -1} | usd",
                "{\"usd\": \"1\"} | usd",
                "{\"tasks\": 1.5} | tasks",
                "{\"hours\": 99999999999} | hours",
                "{\"cycles\": 0} | cycles",
                "{\"dollars\": 3} | dollars",
                "[] | body",
            })
    void limitsOutOfRangeNameTheField(String body, String field) {
        patch(running(), body).isProblem(400, field);
    }

    @Test
    void aLimitLoweredBelowWhatIsTakenExhaustsTheRunAndRaisedLetsItGoOn() {
        String id = running();
        memory.ledger().reserve(new RunId(id), new Amount(1_000, 1_000));

        JsonNode run = patch(id, "{\"tokens\": 500}").json();

        assertThat(run.path("state").asText()).isEqualTo("exhausted");
        assertThat(run.path("reason").asText()).contains("tokens");
        Api.Answer tooSoon = api.post("/runs/" + id + "/resume", "");
        assertThat(tooSoon.isProblem(409).path("detail").asText()).contains("tokens");
        patch(id, "{\"tokens\": 5000}");
        assertThat(api.post("/runs/" + id + "/resume", "").json().path("state").asText())
                .isEqualTo("running");
    }

    @Test
    void aRunWhoseCyclesWereUsedUpBeginsTheNextOneWhenItMay() {
        String id = running();
        RunId run = new RunId(id);
        Instant now = Instant.EPOCH;
        patch(id, "{\"cycles\": 1}");
        memory.trunk().begin(run, landing());
        memory.cycles().claim(run, 1, new Lease("j", now), now);
        memory.cycles()
                .close(
                        run,
                        1,
                        "j",
                        new Verdict.Continue("half", "the rest"),
                        new RunState.Ended(RunState.Outcome.EXHAUSTED, now, "cycles"));
        Api.Answer tooSoon = api.post("/runs/" + id + "/resume", "");
        assertThat(tooSoon.isProblem(409).path("detail").asText()).contains("cycles");
        patch(id, "{\"cycles\": 2}");

        JsonNode resumed = api.post("/runs/" + id + "/resume", "").json();

        assertThat(resumed.path("state").asText()).isEqualTo("running");
        assertThat(resumed.path("cycle").asInt()).isEqualTo(2);
        assertThat(memory.plans().find(run, PlanId.root(2)).orElseThrow().brief().instructions())
                .contains("half", "the rest");
    }

    @Test
    void aRunThatIsCompleteTakesNeitherLimitsNorGuidance() {
        String id = running();
        api.post("/runs/" + id + "/stop", "");
        patch(id, "{\"usd\": 200}").isProblem(409);
        api.post("/runs/" + id + "/guidance", "{\"text\": \"hurry\"}").isProblem(409);
    }

    @Test
    void guidanceIsKept() {
        String id = running();
        api.post("/runs/" + id + "/guidance", "{\"text\": \" use tabs \"}");
        assertThat(memory.runs().guidance(new RunId(id)))
                .extracting(Guidance::text)
                .containsExactly("use tabs");
    }

    @Test
    void guidanceThatSaysNothingOrTooMuchIsRefused() {
        String id = running();
        String path = "/runs/" + id + "/guidance";
        api.post(path, "{\"text\": \"  \"}").isProblem(400, "text");
        api.post(path, "{}").isProblem(400, "text");
        api.post(path, "{\"txt\": \"x\"}").isProblem(400, "txt");
        api.post(path, "{\"text\": \"" + "x".repeat(10_001) + "\"}").isProblem(400, "text");
        for (int i = 0; i < Guidance.MOST; i++) {
            assertThat(api.post(path, "{\"text\": \"x\"}").status()).isEqualTo(200);
        }
        api.post(path, "{\"text\": \"x\"}").isProblem(400, "text");
    }

    private Api.Answer patch(String id, String body) {
        return api.send("PATCH", "/runs/" + id + "/limits", body);
    }

    private static Landing landing() {
        return new Landing(
                0, new CommitId("0".repeat(40)), "pack", Optional.empty(), Instant.EPOCH);
    }

    private String running() {
        String id = api.post("/runs", api.body()).json().path("id").asText();
        memory.cycles().first(new RunId(id), new PlanBrief("root", "do it"));
        return id;
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
