package dev.shoal.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.local.LocalAws.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What both ways of keeping objects promise, seen through the SDK's client.
abstract class S3EmulatorTest {

    private static final List<String> ODD =
            List.of("a", "a/b", "a//b", "/a", "a=", "a=/b", "..", "../a", ".", "a b+c%20", "ü&<é>");

    private S3Emulator emulator;
    private S3Client s3;

    abstract Storage storage();

    @BeforeEach
    void start() {
        emulator = S3Emulator.start(storage());
        s3 = client();
        s3.createBucket(r -> r.bucket("box"));
    }

    @AfterEach
    void stop() {
        s3.close();
        emulator.close();
    }

    private S3Client client() {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(emulator.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .forcePathStyle(true)
                .build();
    }

    private void put(String key, String body) {
        s3.putObject(r -> r.bucket("box").key(key), RequestBody.fromString(body));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("box").key(key)).asUtf8String();
    }

    private List<String> list(String prefix, int page) {
        return s3
                .listObjectsV2Paginator(r -> r.bucket("box").prefix(prefix).maxKeys(page))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void anObjectComesBackWithItsOwnHeaders() {
        s3.putObject(
                r ->
                        r.bucket("box")
                                .key("a")
                                .contentType("application/jsonl")
                                .metadata(Map.of("parts", "3")),
                RequestBody.fromString("some\n\nbody"));

        var head = s3.headObject(r -> r.bucket("box").key("a"));
        var found = s3.getObjectAsBytes(r -> r.bucket("box").key("a"));

        assertThat(head.metadata()).containsEntry("parts", "3");
        assertThat(head.contentLength()).isEqualTo(10);
        assertThat(found.asUtf8String()).isEqualTo("some\n\nbody");
        assertThat(found.response().contentType()).isEqualTo("application/jsonl");
        assertThat(found.response().metadata()).containsEntry("parts", "3");
    }

    @Test
    void bytesOfAnySizeComeBackAsTheyAre() {
        for (int size : new int[] {0, 1, 131_071, 131_072, 131_073, 9_000_000}) {
            byte[] body = new byte[size];
            for (int i = 0; i < size; i++) {
                body[i] = (byte) (i * 31 + (i >> 8));
            }
            s3.putObject(r -> r.bucket("box").key("bytes"), RequestBody.fromBytes(body));
            assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("bytes")).asByteArray())
                    .isEqualTo(body);
        }
    }

    @Test
    void theNewerObjectTakesThePlaceOfTheOlder() {
        put("a", "a long one");
        put("a", "short");
        assertThat(get("a")).isEqualTo("short");
        assertThat(list("", 10)).containsExactly("a");
    }

    @Test
    void keysMayBeAnyText() {
        ODD.forEach(key -> put(key, "this is " + key));

        assertThat(ODD).allSatisfy(key -> assertThat(get(key)).isEqualTo("this is " + key));
        assertThat(list("", 1000)).containsExactlyElementsOf(ODD.stream().sorted().toList());
    }

    @Test
    void listingsComeInOrderAndInPages() {
        IntStream.range(0, 25).forEach(n -> put("in/%02d".formatted(24 - n), ""));
        put("in", "");
        put("inside", "");
        List<String> wanted = IntStream.range(0, 25).mapToObj("in/%02d"::formatted).toList();

        assertThat(list("in/", 10)).isEqualTo(wanted);
        assertThat(list("in/", 25)).isEqualTo(wanted);
        assertThat(list("in/0", 3)).isEqualTo(wanted.subList(0, 10));
        assertThat(list("nowhere/", 3)).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidNotToBe() {
        assertThatThrownBy(() -> get("none")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(r -> r.bucket("box").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("other")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void whatItCannotDoItDoesNotPretend() {
        put("a", "1");
        assertThatThrownBy(() -> s3.deleteObject(r -> r.bucket("box").key("a")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501));
    }

    @Test
    void anAddressIsEnough() throws IOException, InterruptedException {
        URI address = emulator.uri().resolve("/box/signed?X-Amz-Signature=any");
        try (HttpClient http = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(address).PUT(BodyPublishers.ofString("out"));
            assertThat(http.send(put.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            var got = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(got.body()).isEqualTo("out");
        }
    }

    @Test
    void aClientThatDiesWhileItSendsLeavesTheOldObject() throws IOException {
        put("a", "old");
        try (Socket client = new Socket(emulator.uri().getHost(), emulator.uri().getPort())) {
            OutputStream out = client.getOutputStream();
            out.write(
                    "PUT /box/a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).asString().doesNotContain(" 200 ");
        }
        assertThat(get("a")).isEqualTo("old");
    }
}
