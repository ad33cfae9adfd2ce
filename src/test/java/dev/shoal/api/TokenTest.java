package dev.shoal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TokenTest.Guarded.class)
class TokenTest {
    @TestHTTPResource("/")
    URI root;

    public static final class Guarded extends InMemoryInstallation.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("shoal.token", "s3cret");
            return all;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard.js", "/runs", "/runs/health", "/nothing", "/health/"})
    void everythingButHealthAsksForTheToken(String path) {
        Api.Answer answer = new Api(root).get(path);
        answer.isProblem(401);
        assertThat(answer.response().headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"shoal\"", "Basic realm=\"shoal\"");
    }

    @Test
    void healthIsOpen() {
        assertThat(new Api(root).get("/health").status()).isEqualTo(200);
    }

    @Test
    void theTokenOpens() {
        Api api = new Api(root);
        assertThat(api.send("GET", "/runs", "", "Authorization", "Bearer s3cret").status())
                .isEqualTo(200);
        assertThat(api.send("GET", "/runs", "", "Authorization", "Bearer s3cre").status())
                .isEqualTo(401);
        assertThat(api.rawStatus("GET /runs HTTP/1.1", "Host: shoal.example")).isEqualTo(401);
    }

    @Test
    void aForeignPageIsKeptOutEvenWithTheToken() {
        new Api(root)
                .post(
                        "/runs",
                        "{}",
                        "Authorization",
                        "Bearer s3cret",
                        "Origin",
                        "http://evil.example")
                .isProblem(403);
    }
}
