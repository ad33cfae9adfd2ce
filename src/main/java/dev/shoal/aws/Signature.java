package dev.shoal.aws;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Signs requests to an HTTP API that asks for IAM, as the SDK signs those to AWS itself.
public final class Signature {

    private static final Pattern GATEWAY =
            Pattern.compile("[a-z0-9]+\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");

    /// The JDK's client sets it itself, to the same.
    private static final String HOST = "Host";

    private final AwsCredentialsIdentity who;
    private final String region;

    Signature(AwsCredentialsIdentity who, String region) {
        this.who = who;
        this.region = region;
    }

    /// With the credentials that the AWS command line uses too; empty if `server` is no gateway of
    /// AWS. Throws [software.amazon.awssdk.core.exception.SdkClientException] if there are none.
    public static Optional<Signature> of(URI server) {
        Matcher host = GATEWAY.matcher(String.valueOf(server.getHost()));
        if (!host.matches()) {
            return Optional.empty();
        }
        try (var chain = DefaultCredentialsProvider.builder().build()) {
            return Optional.of(new Signature(chain.resolveCredentials(), host.group(1)));
        }
    }

    /// The headers to send along.
    public Map<String, String> headers(String method, URI uri, byte[] body) {
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(
                                r ->
                                        r.identity(who)
                                                .request(request)
                                                .payload(() -> new ByteArrayInputStream(body))
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        "execute-api")
                                                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header : signed.request().headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase(HOST)) {
                headers.put(header.getKey(), header.getValue().getFirst());
            }
        }
        return headers;
    }
}
