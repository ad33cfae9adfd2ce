package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/// Creates table, queues and bucket before anybody asks for them, if the configuration says so: in
/// local mode.
@ApplicationScoped
class AwsSetup {

    private final ShoalConfig config;
    private final TableSetup table;
    private final QueueSetup queues;
    private final BucketSetup bucket;

    AwsSetup(ShoalConfig config, TableSetup table, QueueSetup queues, BucketSetup bucket) {
        this.config = config;
        this.table = table;
        this.queues = queues;
        this.bucket = bucket;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (config.aws().create()) {
            table.create();
            queues.create();
            bucket.create();
        }
    }
}
