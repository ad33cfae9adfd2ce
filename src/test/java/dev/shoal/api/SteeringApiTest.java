package dev.shoal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.judge.Verdict;
import dev.shoal.memory.Memory;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Amount;
import dev.shoal.run.Announcement;
import dev.shoal.run.Bill;
import dev.shoal.run.Guidance;
import dev.shoal.run.Hold;
import dev.shoal.run.Lease;
import dev.shoal.run.Ledger;
import dev.shoal.run.PlanId;
import dev.shoal.run.Role;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Spend;
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

/// What a person can do to a run that goes on.
@QuarkusTest
@TestProfile(InMemoryInstallation.Profile.class)
class SteeringApiTest {
    @TestHTTPResource("/")
    URI root;

    @Inject Memory memory;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(root);
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
        reserve(id);

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

    private void reserve(String id) {
        Amount both = new Amount(1_000, 1_000);
        Hold hold = Hold.of(Instant.EPOCH, "agent", 0);
        memory.ledger().reserve(new RunId(id), hold, new Ledger.Wanted(both, both));
    }

    @Test
    void whatIsSpentIsShownByRoleAndModel() {
        String id = running();
        reserve(id);
        Hold hold = Hold.of(Instant.EPOCH, "agent", 0);
        Bill bill = new Bill(Role.WORKER, List.of(hold), new Spend(10, 20, 3_000_000), 500_000);
        memory.ledger().settle(new RunId(id), new Amount(1_000, 1_000), bill);

        JsonNode spent = api.get("/runs/" + id).json().path("spent");

        assertThat(spent.path("usd").asDouble()).isEqualTo(3.5);
        assertThat(spent.path("computeUsd").asDouble()).isEqualTo(0.5);
        assertThat(spent.path("byRole"))
                .extracting(role -> role.path("role").asText() + " " + role.path("model").asText())
                .contains("worker openai/gpt-5", "planner openai/gpt-5");
        assertThat(spent.path("byRole").path(1).path("usd").asDouble()).isEqualTo(3.0);
        assertThat(spent.path("unpriced")).isEmpty();
    }

    @Test
    void aLimitInDollarsIsRefusedForAModelWithoutAPrice() {
        String models =
                "{\"planner\":\"openai/gpt-5\",\"worker\":\"openai/own\",\"judge\":\"openai/gpt-5\"}";
        String unpriced = api.bodyWith("models", models);
        String id = api.post("/runs", unpriced).json().path("id").asText();
        assertThat(api.get("/runs/" + id).json().path("spent").path("unpriced").path(0).asText())
                .isEqualTo("openai/own");
        assertThat(patch(id, "{\"usd\": 5}").isProblem(400).path("detail").asText())
                .contains("openai/own");

        String both = unpriced.replaceFirst("\\{", "{\"limits\":{\"usd\":5},");
        Api.Answer refused = api.post("/runs", both);

        refused.isProblem(400, "limits.usd");
        assertThat(refused.json().path("detail").asText()).contains("openai/own");
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
}
