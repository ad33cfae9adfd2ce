package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Objects that say something by being there.
@ApplicationScoped
class S3Signals {
    private final S3Client client;
    private final String bucket;

    S3Signals(S3Client client, ShoalConfig config) {
        this.client = client;
        this.bucket = config.aws().bucket();
    }

    void send(String key) {
        try {
            client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("stop"));
        } catch (SdkException e) {
            throw AwsFaults.sorted("signalling " + key, e);
        }
    }
}
