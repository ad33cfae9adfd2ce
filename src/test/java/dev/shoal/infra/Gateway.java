package dev.shoal.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.aws.CallRecorder;
import dev.shoal.local.OneAtATime;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/// The API as the gateway calls it: each request is an event of the function `api`, in a process
/// that has just begun.
@Singleton
class Gateway {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OneAtATime lambda;

    Gateway(OneAtATime lambda) {
        this.lambda = lambda;
    }

    JsonNode get(String path) {
        return call("GET", path, "");
    }

    JsonNode post(String path, String body) {
        return call("POST", path, body);
    }

    String state(String run) {
        return get("/runs/" + run).path("state").asText();
    }

    JsonNode call(String method, String path, String body) {
        try {
            return JSON.readTree(text(method, path, body));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " answered no JSON", e);
        }
    }

    String text(String method, String path, String body) {
        lambda.startCold();
        CallRecorder.running("api");
        APIGatewayV2HTTPResponse response = lambda.api(event(method, path, body));
        CallRecorder.running(CallRecorder.NOBODY);
        assertThat(response.getStatusCode())
                .as(method + " " + path + ": " + response.getBody())
                .isLessThan(300);
        return response.getBody();
    }

    private static APIGatewayV2HTTPEvent event(String method, String path, String body) {
        String[] parts = path.split("\\?", 2);
        var http = RequestContext.Http.builder().withMethod(method).withPath(parts[0]).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(parts[0])
                .withRawQueryString(parts.length == 2 ? parts[1] : "")
                .withHeaders(
                        Map.of(
                                "host", "abc123.execute-api.us-east-1.amazonaws.com",
                                "content-type", "application/json",
                                "authorization", "AWS4-HMAC-SHA256 Credential=AKIA, Signature=0f"))
                .withBody(body.isEmpty() ? null : body)
                .withRequestContext(RequestContext.builder().withHttp(http).build())
                .build();
    }
}
