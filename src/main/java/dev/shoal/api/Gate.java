package dev.shoal.api;

import dev.shoal.config.ShoalConfig;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Who may come in. With a token: who bears it. Without: who speaks to a loopback name and is no
/// page of another site, so that a browser can't be made to ask on somebody's behalf.
public class Gate {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<String> token;

    public Gate(ShoalConfig config) {
        this.token = config.token().filter(t -> !t.isBlank());
    }

    @ServerRequestFilter(preMatching = true)
    public @Nullable RestResponse<Problem> check(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().endsWith("/health")) {
            return null;
        }
        if (token.isPresent()) {
            return bears(request, token.get())
                    ? null
                    : Problems.problem(
                            401,
                            "send the header Authorization: Bearer with the server's token",
                            null);
        }
        URI own = request.getUriInfo().getBaseUri();
        String origin = request.getHeaderString("Origin");
        boolean foreign =
                origin != null && !origin.equals(own.getScheme() + "://" + own.getAuthority());
        return !LOOPBACK.contains(String.valueOf(own.getHost())) || foreign
                ? Problems.problem(
                        403, "only requests to loopback are answered without a token", null)
                : null;
    }

    private static boolean bears(ContainerRequestContext request, String token) {
        String given = String.valueOf(request.getHeaderString("Authorization"));
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8),
                ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
