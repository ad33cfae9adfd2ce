package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Signed addresses of single objects in the bucket, for whoever has no permissions of its own.
/// Signing is no call.
@ApplicationScoped
class Addresses {
    private final S3Client client;
    private final String bucket;
    private @Nullable S3Presigner presigner;

    Addresses(S3Client client, ShoalConfig config) {
        this.client = client;
        this.bucket = config.aws().bucket();
    }

    String get(String key, Duration valid) {
        return presigner()
                .presignGetObject(
                        p ->
                                p.signatureDuration(valid)
                                        .getObjectRequest(r -> r.bucket(bucket).key(key)))
                .url()
                .toString();
    }

    List<String> get(List<String> keys, Duration valid) {
        return keys.stream().map(key -> get(key, valid)).toList();
    }

    String put(String key, Duration valid) {
        return presigner()
                .presignPutObject(
                        p ->
                                p.signatureDuration(valid)
                                        .putObjectRequest(r -> r.bucket(bucket).key(key)))
                .url()
                .toString();
    }

    /// With the region, address and credentials of the client.
    private synchronized S3Presigner presigner() {
        if (presigner == null) {
            S3ServiceClientConfiguration same = client.serviceClientConfiguration();
            S3Presigner.Builder builder =
                    S3Presigner.builder()
                            .region(same.region())
                            .credentialsProvider(same.credentialsProvider())
                            .serviceConfiguration(
                                    S3Configuration.builder().pathStyleAccessEnabled(true).build());
            same.endpointOverride().ifPresent(builder::endpointOverride);
            presigner = builder.build();
        }
        return presigner;
    }

    @PreDestroy
    void close() {
        if (presigner != null) {
            presigner.close();
        }
    }
}
