package dev.shoal.aws;

import dev.shoal.run.Metrics;
import dev.shoal.run.Timed;
import dev.shoal.work.Lander;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Times landings, the ones that succeed.
@Timed
@Interceptor
@Priority(1)
class LandingTimes {

    private final Metrics metrics;
    private final InstantSource clock;

    LandingTimes(Metrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @AroundInvoke
    Object time(InvocationContext call) throws Exception {
        Instant start = clock.instant();
        Object outcome = call.proceed();
        if (outcome instanceof Lander.Outcome.Landed
                || outcome instanceof Lander.Outcome.LandedInTow) {
            metrics.note(new Metrics.Measure.Landed(Duration.between(start, clock.instant())));
        }
        return outcome;
    }
}
