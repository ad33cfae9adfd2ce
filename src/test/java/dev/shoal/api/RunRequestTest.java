package dev.shoal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(InMemoryInstallation.Profile.class)
class RunRequestTest {
    @TestHTTPResource("/")
    URI root;

    private Api api() {
        return new Api(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "3",
                "\"x\"",
                "{",
                "{]",
                "{} x",
                "{\"goal\":\"a\",",
                "nope"
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        api().post("/runs", body).isProblem(400, "body");
    }

    @Test
    void anEndlesslyNestedBodyIsRefused() {
        api().post("/runs", "{\"goal\":" + "[".repeat(100_000)).isProblem(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gaol            | \"x\"                    | gaol",
                "limits          | {\"tokens\":1,\"tocens\":2} | limits.tocens",
                "models          | {\"plannr\":\"a/b\"}     | models.plannr",
                "goal            | 3                        | goal",
                "goal            | true                     | goal",
                "goal            | {}                       | goal",
                "goal            | [\"a\"]                  | goal",
                "models          | \"openai/x\"             | models",
                "models          | {\"planner\":7}          | models.planner",
                "limits          | []                       | limits",
                "limits          | {\"tokens\":\"5\"}       | limits.tokens",
                "limits          | {\"tokens\":1.5}         | limits.tokens",
                "limits          | {\"tokens\":true}        | limits.tokens",
                "limits          | {\"tokens\":1e400}       | limits.tokens",
                "limits          | {\"tokens\":99999999999999999999} | limits.tokens",
                "limits          | {\"cycles\":99999999999} | limits.cycles",
                "limits          | {\"usd\":\"NaN\"}        | limits.usd",
                "limits          | {\"usd\":1e999}          | limits.usd",
                "verifyTimeoutSeconds | \"600\"             | verifyTimeoutSeconds",
            })
    void whatHasTheWrongShapeIsNamed(String field, String value, String named) {
        api().post("/runs", api().bodyWith(field, value)).isProblem(400, named);
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
        api().post("/runs", "{\"goal\":\"a\",\"goal\":\"b\",\"repository\":\"file:///x\"}")
                .isProblem(400);
    }

    @ParameterizedTest
    @CsvSource({
        "cycles, 0",
        "cycles, -1",
        "cycles, 100000",
        "tasks, 0",
        "tasks, 10000000",
        "depth, -1",
        "depth, 100",
        "rounds, 0",
        "attempts, 0",
        "attempts, 1000",
        "legs, 0",
        "turns, 0",
        "tokens, 0",
        "tokens, -5",
        "tokens, 9223372036854775807",
        "usd, 0",
        "usd, -0.5",
        "usd, 1e300",
        "hours, 0",
        "hours, 1000000",
    })
    void limitsOutOfRangeAreNamed(String limit, String value) {
        api().post("/runs", api().bodyWith("limits", "{\"%s\":%s}".formatted(limit, value)))
                .isProblem(400, "limits." + limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \\n\\t\"", "null", "\"a\\u0000b\"", "\"a\\ud800b\""})
    void aGoalWithoutTextIsRefused(String goal) {
        api().post("/runs", api().bodyWith("goal", goal)).isProblem(400, "goal");
    }

    @Test
    void aGoalOverTheLimitIsRefused() {
        String longest = "\"" + "é".repeat(50_000) + "\"";
        String longer = "\"" + "é".repeat(50_001) + "\"";
        assertThat(api().post("/runs", api().bodyWith("goal", longest)).status()).isEqualTo(202);
        api().post("/runs", api().bodyWith("goal", longer)).isProblem(400, "goal");
    }

    @ParameterizedTest
    @MethodSource("badRefs")
    void aNameThatGitRefusesIsRefused(String ref) {
        String json = "\"" + ref + "\"";
        api().post("/runs", api().bodyWith("branch", json)).isProblem(400, "branch");
        api().post("/runs", api().bodyWith("target", json)).isProblem(400, "target");
    }

    static Stream<String> badRefs() {
        return Stream.of(
                "",
                " ",
                "a b",
                "-x",
                "/a",
                "a/",
                "a//b",
                "a..b",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "a.lock/b",
                "a~1",
                "a^",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\\\b",
                "a@{b",
                "@",
                "a\\nb",
                "a\\u0000b",
                "a\\u007fb",
                "HEAD",
                "refs/heads/a",
                "x".repeat(201));
    }

    @Test
    void theTargetIsNotTheBranchItself() {
        String body = api().bodyWith("branch", "\"dev\",\"target\":\"dev\"");
        api().post("/runs", body).isProblem(400, "target");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"planner\":\"gpt-5\"}             | models.planner | provider/model",
                "{\"planner\":\"\"}                  | models.planner | provider/model",
                "{\"planner\":\"nobody/x\"}          | models.planner | nobody",
                "{\"planner\":\"anthropic/claude\"}  | models.planner | ANTHROPIC_API_KEY",
                "{}                                  | models.judge   | SHOAL_MODELS_JUDGE",
                "null                                | models.judge   | SHOAL_MODELS_JUDGE",
            })
    void aModelThatCannotBeUsedIsNamed(String models, String field, String detail) {
        var answer = api().post("/runs", api().bodyWith("models", models));
        answer.isProblem(400, field);
        assertThat(answer.json().path("detail").asText()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601", "99999999999"})
    void aTimeOutOfRangeIsRefused(String seconds) {
        api().post("/runs", api().bodyWith("verifyTimeoutSeconds", seconds))
                .isProblem(400, "verifyTimeoutSeconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "\"a\\u0000\""})
    void aVerifyCommandWithoutTextIsRefused(String verify) {
        api().post("/runs", api().bodyWith("verify", verify)).isProblem(400, "verify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/tmp/repo",
                "repo",
                "-uhttps://git.example.com/a",
                "--upload-pack=x",
                "git@github.com:a/b.git",
                "ssh://git@github.com/a/b.git",
                "git://github.com/a/b.git",
                "ext::sh -c x",
                "ftp://example.com/a",
                "http://example.com/a",
                "https://",
                "https://example.com",
                "https:///a/b",
                "https://user:secret@example.com/a/b",
                "https://token@example.com/a/b",
                "https://example.com/a?service=x",
                "https://example.com/a#b",
                "https://example.com/a\\nb",
                "https://127.0.0.1/a",
                "https://[::1]/a",
                "https://localhost/a",
                "https://169.254.169.254/latest/meta-data",
                "https://10.1.2.3/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://0177.0.0.1/a",
                "https://127.1/a",
                "https://[::ffff:127.0.0.1]/a",
                "file://server/share/repo",
                "file:relative",
                "file:///",
            })
    void aRepositoryThatIsNotForUsIsRefused(String url) {
        api().post("/runs", api().bodyWith("repository", "\"" + url + "\""))
                .isProblem(400, "repository");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/a/b",
                "https://github.com:8443/a/b.git",
                "https://140.82.121.4/a",
                "file:///srv/git/a.git",
                "http://127.0.0.1:9000/a.git",
                "http://localhost:9000/a.git",
            })
    void aRepositoryThatMayBeReadIsAccepted(String url) {
        var answer = api().post("/runs", api().bodyWith("repository", "\"" + url + "\""));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }
}
