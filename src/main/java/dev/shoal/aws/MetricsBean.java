package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Metrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Standard output is the log on AWS, and belongs to the commands in local mode.
@Singleton
class MetricsBean {

    @Produces
    @Singleton
    Metrics metrics(ShoalConfig config, InstantSource clock) {
        return config.aws().metrics()
                ? new EmfMetrics(config.aws().queuePrefix(), clock, System.out::println)
                : Metrics.NONE;
    }
}
