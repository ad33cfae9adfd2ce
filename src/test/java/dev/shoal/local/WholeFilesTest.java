package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.local.LocalAws.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What names the objects of a bucket is never written over: whoever has the file open, as a
/// process killed while it wrote would have left it, keeps the old one whole.
class WholeFilesTest {
    @TempDir private Path folder;

    @Test
    void theFileThatNamesTheObjectsIsReplacedAndNotWrittenOver() throws Exception {
        Path names = folder.resolve("s3/box.bucket.meta");
        try (LocalAws aws = LocalAws.start(new Storage.OnDisk(folder))) {
            put(aws.s3().resolve("/box"), "");
            put(aws.s3().resolve("/box/first"), "1");
            Object before = file(names);
            Path kept = Files.createLink(folder.resolve("kept"), names);
            String whole = Files.readString(kept);

            put(aws.s3().resolve("/box/second"), "2");

            assertThat(file(names)).isNotEqualTo(before);
            assertThat(Files.readString(kept)).isEqualTo(whole).contains("first");
            assertThat(Files.readString(names)).contains("first", "second");
        }
    }

    @Test
    void whatAKilledProcessHadBegunToWriteIsPassedOver() throws Exception {
        try (LocalAws aws = LocalAws.start(new Storage.OnDisk(folder))) {
            put(aws.s3().resolve("/box"), "");
            put(aws.s3().resolve("/box/first"), "1");
        }
        Files.writeString(folder.resolve("s3/box.new"), "{\"buck");

        try (LocalAws aws = LocalAws.start(new Storage.OnDisk(folder))) {
            assertThat(get(aws.s3().resolve("/box/first"))).isEqualTo("1");
        }
    }

    private static Object file(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    private static void put(URI uri, String body) throws Exception {
        send(HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body)).build());
    }

    private static String get(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri).build());
    }

    private static String send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }
}
