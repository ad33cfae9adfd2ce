package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Parts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Packs in the bucket, in parts of a few megabytes: whoever stores or plays S3 may hold a whole
/// body in memory, and the pack of a large repository has hundreds of them. The first part has the
/// pack's own key, is written last and says how many there are, so it is there or it is whole.
@ApplicationScoped
public class S3Packs implements Packs {
    private static final int PART = 8 << 20;
    private static final String PARTS = "parts";

    /// Tries of one call, on top of the SDK's own: a leg's whole work hangs on it.
    private static final int MOST_TRIES = 10;

    private final S3Client client;
    private final String bucket;
    private final Patience patience;

    S3Packs(S3Client client, ShoalConfig config, Patience patience) {
        this.client = client;
        this.bucket = config.aws().bucket();
        this.patience = patience;
    }

    @Override
    public void put(String key, Path pack) {
        try (FileChannel file = FileChannel.open(pack)) {
            int parts = (int) Math.max(1, (file.size() + PART - 1) / PART);
            for (int part = parts; part >= 1; part--) {
                put(name(key, part), part(file, part), parts);
            }
        } catch (IOException e) {
            throw new TransientFault("can't read " + pack, e);
        } catch (SdkException e) {
            throw AwsFaults.sorted("storing pack " + key, e);
        }
    }

    private void put(String name, byte[] bytes, int parts) {
        insisting(
                () ->
                        client.putObject(
                                r ->
                                        r.bucket(bucket)
                                                .key(name)
                                                .metadata(Map.of(PARTS, Integer.toString(parts))),
                                RequestBody.fromBytes(bytes)));
    }

    private <T> T insisting(Supplier<T> call) {
        for (int attempt = 0; attempt < MOST_TRIES - 1; attempt++) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (!AwsFaults.mayPass(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                patience.after(attempt);
            }
        }
        return call.get();
    }

    private static byte[] part(FileChannel file, int part) throws IOException {
        long from = (long) (part - 1) * PART;
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PART, file.size() - from));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file became shorter");
            }
        }
        return bytes.array();
    }

    private static String name(String key, int part) {
        return part == 1 ? key : key + "." + part;
    }

    @Override
    public InputStream open(String key) {
        var first = get(key);
        int parts = Integer.parseInt(first.response().metadata().getOrDefault(PARTS, "1"));
        return Parts.joined(
                Stream.<InputStream>concat(
                                Stream.of(first),
                                IntStream.rangeClosed(2, parts)
                                        .mapToObj(part -> get(name(key, part))))
                        .iterator());
    }

    /// The keys of a pack's parts, in order, for who fetches them by themselves.
    List<String> parts(String key) {
        try {
            var metadata = client.headObject(r -> r.bucket(bucket).key(key)).metadata();
            int parts = Integer.parseInt(metadata.getOrDefault(PARTS, "1"));
            return IntStream.rangeClosed(1, parts).mapToObj(part -> name(key, part)).toList();
        } catch (NoSuchKeyException e) {
            throw new PermanentFault("no such pack: " + key, e);
        } catch (SdkException e) {
            throw AwsFaults.sorted("looking at pack " + key, e);
        }
    }

    private ResponseInputStream<GetObjectResponse> get(String name) {
        try {
            return insisting(() -> client.getObject(r -> r.bucket(bucket).key(name)));
        } catch (NoSuchKeyException e) {
            throw new PermanentFault("no such pack: " + name, e);
        } catch (SdkException e) {
            throw AwsFaults.sorted("fetching pack " + name, e);
        }
    }
}
