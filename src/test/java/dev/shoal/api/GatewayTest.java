package dev.shoal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
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

    private APIGatewayV2HTTPResponse get(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("host", HOST);
        var http = RequestContext.Http.builder().withMethod("GET").withPath("/runs").build();
        var event =
                APIGatewayV2HTTPEvent.builder()
                        .withRawPath("/runs")
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
