package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// Creates the bucket for local mode, as the template creates it on AWS.
@ApplicationScoped
class BucketSetup {

    private final S3Client client;
    private final String bucket;

    BucketSetup(S3Client client, ShoalConfig config) {
        this.client = client;
        this.bucket = config.aws().bucket();
    }

    /// Harmless if it is there already.
    void create() {
        try {
            client.headBucket(r -> r.bucket(bucket));
        } catch (NoSuchBucketException none) {
            client.createBucket(r -> r.bucket(bucket));
        }
    }
}
