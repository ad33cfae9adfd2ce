package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SignatureTest {

    private static final URI API =
            URI.create("https://abc123.execute-api.eu-central-1.amazonaws.com/runs?limit=1");

    private final Signature signature =
            new Signature(AwsCredentialsIdentity.create("AKIDEXAMPLE", "s3cret"), "eu-central-1");

    @Test
    void aRequestToAGatewayIsSignedForItsRegion() {
        var headers = signature.headers("POST", API, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(headers.get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-central-1/execute-api/aws4_request")
                .doesNotContain("s3cret");
        assertThat(headers).containsKey("X-Amz-Date").doesNotContainKey("Host");
    }

    @Test
    void nobodyElseIsGivenASignature() {
        assertThat(Signature.of(URI.create("http://127.0.0.1:8080"))).isEmpty();
        assertThat(
                        Signature.of(
                                URI.create(
                                        "https://abc.execute-api.eu-central-1.amazonaws.com.evil.example")))
                .isEmpty();
    }
}
