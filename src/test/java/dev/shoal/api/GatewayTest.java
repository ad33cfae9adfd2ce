package dev.shoal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.shoal.memory.Memory;
import dev.shoal.run.RunId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Behind the gateway of AWS, which has let in whom it lets in: the function asks for no token, but
/// keeps pages of other sites out all the same.
@QuarkusTest
@TestProfile(InMemoryInstallation.Profile.class)
class GatewayTest {

    private static final String HOST = "abc123.execute-api.us-east-1.amazonaws.com";

    @Inject
    @Named("api")
    ApiHandler api;

    @Inject Memory memory;

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest
    @ValueSource(strings = {"AWS4-HMAC-SHA256 Credential=AKIA, Signature=0f", "Bearer e.y.J"})
    void whoeverTheGatewayLetInIsAnswered(String authorization) {
        assertThat(get(Map.of("authorization", authorization)).getStatusCode()).isEqualTo(200);
    }

    @Test
    void theDashboardsOwnPageIsAnswered() {
        assertThat(get(Map.of("origin", "https://" + HOST)).getStatusCode()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherSiteIsKeptOut() {
        assertThat(get(Map.of("origin", "https://evil.example")).getStatusCode()).isEqualTo(403);
    }

    @Test
    void headersThatNobodyCanSendOnAreLeftOut() {
        assertThat(
                        get(Map.of("x-odd", "caf\u00e9 \u2026", "connection", "keep-alive"))
                                .getStatusCode())
                .isEqualTo(200);
    }

    /// A function may answer with 6 MB at most.
    @Test
    void aLongTranscriptComesInPagesThatFitTogether() {
        RunId run = stored();
        String line = "{\"text\":\"" + "\\\"".repeat(400_000) + "\"}\n";
        for (int part = 1; part <= 12; part++) {
            memory.transcripts().put(run, "c1.1-1", "s", part, line.getBytes(UTF_8));
        }
        StringBuilder all = new StringBuilder();
        String query = "";
        int pages = 0;
        while (query != null) {
            var page = get("/runs/" + run + "/transcripts/c1.1-1", query, Map.of());
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody().replace("\\", "\\\\").replace("\"", "\\\""))
                    .hasSizeLessThan(6 * 1024 * 1024);
            all.append(page.getBody());
            query = next(page);
            pages++;
        }
        assertThat(pages).isGreaterThan(2);
        assertThat(all.toString().equals(line.repeat(12))).isTrue();
        assertThat(get("/runs/" + run + "/transcripts/c1.1-1", "from=99999999", Map.of()))
                .extracting(APIGatewayV2HTTPResponse::getStatusCode)
                .isEqualTo(400);
    }

    private RunId stored() {
        Api direct = new Api(root);
        return new RunId(direct.post("/runs", direct.body()).json().path("id").asText());
    }

    private static @Nullable String next(APIGatewayV2HTTPResponse page) {
        String link =
                page.getHeaders().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("link"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
        Matcher query = Pattern.compile("<[^?]+\\?([^>]+)>; rel=\"next\"").matcher(link);
        return query.matches() ? query.group(1) : null;
    }

    private APIGatewayV2HTTPResponse get(Map<String, String> headers) {
        return get("/runs", "", headers);
    }

    private APIGatewayV2HTTPResponse get(String path, String query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("host", HOST);
        var http = RequestContext.Http.builder().withMethod("GET").withPath(path).build();
        var event =
                APIGatewayV2HTTPEvent.builder()
                        .withRawPath(path)
                        .withRawQueryString(query)
                        .withHeaders(all)
                        .withRequestContext(RequestContext.builder().withHttp(http).build())
                        .build();
        return api.handleRequest(event, context());
    }

    private static Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getAwsRequestId") ? "req-1" : 30_000);
    }
}
