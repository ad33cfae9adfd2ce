package dev.shoal.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.shoal.run.LogContext;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/// The API on Lambda: hands each event of the HTTP API to the application's own server on loopback.
@Named("api")
public class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger INVOCATION = Logger.getLogger(LogContext.INVOCATION);

    /// The JDK's client sets these itself and refuses them from outside.
    private static final Set<String> RESTRICTED =
            Set.of("host", "connection", "content-length", "expect", "upgrade");

    /// Tells the local server which request of Lambda's it answers; nobody else's word counts.
    static final String REQUEST = "x-shoal-request";

    /// What the JDK's client takes as a value: text of ISO 8859-1 without controls.
    private static final Pattern SENDABLE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        HttpRequest request = request(event, context.getAwsRequestId());
        try (LogContext log = LogContext.of(context.getAwsRequestId())) {
            Gate.run(event.getRawPath()).ifPresent(log::aboutRun);
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            INVOCATION.infof(
                    "%s %s: %d", request.method(), event.getRawPath(), response.statusCode());
            return event(response);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from the local server to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + request, e);
        }
    }

    private static HttpRequest request(APIGatewayV2HTTPEvent event, String id) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri(event))
                        .method(event.getRequestContext().getHttp().getMethod(), body(event));
        event.getHeaders().entrySet().stream()
                .filter(header -> !RESTRICTED.contains(header.getKey()))
                .filter(header -> !isOwnOrigin(event, header))
                .filter(header -> SENDABLE.matcher(header.getValue()).matches())
                .forEach(header -> builder.header(header.getKey(), header.getValue()));
        builder.setHeader(REQUEST, id);
        return builder.build();
    }

    /// The dashboard's own page, as seen from outside: the local server, which goes by another
    /// name, would take it for a foreign one.
    private static boolean isOwnOrigin(
            APIGatewayV2HTTPEvent event, Map.Entry<String, String> header) {
        return header.getKey().equals("origin")
                && header.getValue().equals("https://" + event.getHeaders().get("host"));
    }

    /// The server's port is only known once it listens: on Lambda it takes a free one.
    private static URI uri(APIGatewayV2HTTPEvent event) {
        String key = LaunchMode.current() == LaunchMode.TEST ? "test-port" : "port";
        String port = ConfigProvider.getConfig().getValue("quarkus.http." + key, String.class);
        String query = event.getRawQueryString();
        return URI.create(
                "http://127.0.0.1:"
                        + port
                        + event.getRawPath()
                        + (query == null || query.isEmpty() ? "" : "?" + query));
    }

    private static BodyPublisher body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return BodyPublishers.noBody();
        }
        return event.getIsBase64Encoded()
                ? BodyPublishers.ofByteArray(Base64.getDecoder().decode(body))
                : BodyPublishers.ofString(body);
    }

    private static APIGatewayV2HTTPResponse event(HttpResponse<byte[]> response) {
        Map<String, String> headers = new java.util.HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.statusCode())
                .withHeaders(headers)
                .withBody(new String(response.body(), StandardCharsets.UTF_8))
                .build();
    }
}
