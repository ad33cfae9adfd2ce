package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.PermanentFault;
import dev.shoal.trunk.Packs;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@ApplicationScoped
public class S3Packs implements Packs {

    private final S3Client client;
    private final String bucket;

    S3Packs(S3Client client, ShoalConfig config) {
        this.client = client;
        this.bucket = config.aws().bucket();
    }

    @Override
    public void put(String key, Path pack) {
        try {
            client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromFile(pack));
        } catch (SdkException e) {
            throw AwsFaults.sorted("storing pack " + key, e);
        }
    }

    @Override
    public InputStream open(String key) {
        try {
            return client.getObject(r -> r.bucket(bucket).key(key));
        } catch (NoSuchKeyException e) {
            throw new PermanentFault("no such pack: " + key, e);
        } catch (SdkException e) {
            throw AwsFaults.sorted("fetching pack " + key, e);
        }
    }
}
