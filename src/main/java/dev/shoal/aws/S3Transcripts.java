package dev.shoal.aws;

import dev.shoal.agent.Transcripts;
import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Ids;
import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Each part is an object `runs/<run>/transcripts/<subject>/<time-ordered
/// name>-<session>-<part>.jsonl`; the name keeps the order. A part that was stored twice is read
/// once.
@ApplicationScoped
public class S3Transcripts implements Transcripts {

    private final S3Client client;
    private final String bucket;
    private final Ids ids;

    S3Transcripts(S3Client client, ShoalConfig config, Ids ids) {
        this.client = client;
        this.bucket = config.aws().bucket();
        this.ids = ids;
    }

    @Override
    public void put(RunId run, String subject, String session, int part, byte[] lines) {
        String key = folder(run, subject) + ids.next() + "-" + session + "-" + part + ".jsonl";
        try {
            client.putObject(
                    r -> r.bucket(bucket).key(key).contentType("application/jsonl"),
                    RequestBody.fromBytes(lines));
        } catch (SdkException e) {
            throw AwsFaults.sorted("storing transcript " + key, e);
        }
    }

    private static String folder(RunId run, String subject) {
        return "runs/" + run + "/transcripts/" + subject + "/";
    }

    @Override
    public Optional<InputStream> read(RunId run, String subject) {
        Collection<String> keys = keys(folder(run, subject));
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new SequenceInputStream(new Parts(keys.iterator())));
    }

    private Collection<String> keys(String folder) {
        Map<String, String> byPart = new LinkedHashMap<>();
        try {
            client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(folder)).contents().stream()
                    .map(S3Object::key)
                    .sorted()
                    .forEach(key -> byPart.putIfAbsent(part(key, folder), key));
        } catch (SdkException e) {
            throw AwsFaults.sorted("listing transcripts in " + folder, e);
        }
        return byPart.values();
    }

    /// What follows the time-ordered name.
    private static String part(String key, String folder) {
        return key.substring(key.indexOf('-', folder.length()) + 1);
    }

    private InputStream open(String key) {
        try {
            return client.getObject(r -> r.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw AwsFaults.sorted("fetching transcript " + key, e);
        }
    }

    /// Opens one part after the other, each when the one before has been read.
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer.
    private final class Parts implements Enumeration<InputStream> {

        private final Iterator<String> keys;

        Parts(Iterator<String> keys) {
            this.keys = keys;
        }

        @Override
        public boolean hasMoreElements() {
            return keys.hasNext();
        }

        @Override
        public InputStream nextElement() {
            return open(keys.next());
        }
    }
}
