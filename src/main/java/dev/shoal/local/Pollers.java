package dev.shoal.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.config.ShoalConfig;
import dev.shoal.judge.Burials;
import dev.shoal.judge.JudgeHandler;
import dev.shoal.plan.PlanHandler;
import dev.shoal.remote.RemoteHandler;
import dev.shoal.run.Inbox;
import dev.shoal.run.Sweep;
import dev.shoal.work.WorkHandler;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Invokes the functions in local mode: a poller for each queue, and the sweep each minute.
@ApplicationScoped
public class Pollers {
    private static final Logger LOG = Logger.getLogger(Pollers.class);
    private static final int REMOTES = 4;
    private static final int MOST_PLANNERS = 32;

    private final Handlers handlers;
    private final Inbox inbox;
    private final Sweep sweep;
    private final Burials burials;
    private final ShoalConfig config;
    private final InstantSource clock;
    private final List<Poller> pollers = new ArrayList<>();
    private @Nullable Future<?> sweeping;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sweep").factory());

    public Pollers(
            Handlers handlers,
            Inbox inbox,
            Sweep sweep,
            Burials burials,
            ShoalConfig config,
            InstantSource clock) {
        this.handlers = handlers;
        this.inbox = inbox;
        this.sweep = sweep;
        this.burials = burials;
        this.config = config;
        this.clock = clock;
    }

    /// Whatever ran on this data before is dead: its claims are void.
    void start() {
        sweep.restart();
        int planners = Math.clamp(config.workers(), 2, MOST_PLANNERS);
        poll("plan", handlers.plan(), planners);
        poll("work", handlers.work(), config.workers());
        poll("judge", handlers.judge(), planners);
        poll("remote", handlers.remote(), REMOTES);
        long millis = config.sweep().toMillis();
        sweeping =
                schedule.scheduleWithFixedDelay(
                        this::sweepOnce, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void poll(
            String queue, RequestHandler<SQSEvent, SQSBatchResponse> handler, int concurrency) {
        Duration deadline = config.invocation();
        Poller poller =
                new Poller(
                        new Poller.Function(queue, handler, concurrency, deadline),
                        inbox,
                        clock,
                        Load.bySleeping());
        pollers.add(poller);
        poller.start();
    }

    private void sweepOnce() {
        try {
            sweep.sweep();
            burials.tend();
        } catch (RuntimeException e) {
            LOG.warnf("the sweep failed, the next one tries again: %s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (sweeping != null) {
            sweeping.cancel(true);
        }
        schedule.shutdownNow();
        pollers.forEach(Poller::close);
    }

    /// The functions that queues feed.
    @ApplicationScoped
    static class Handlers {
        private final PlanHandler plan;
        private final WorkHandler work;
        private final JudgeHandler judge;
        private final RemoteHandler remote;

        Handlers(
                @Named("plan") PlanHandler plan,
                @Named("work") WorkHandler work,
                @Named("judge") JudgeHandler judge,
                @Named("remote") RemoteHandler remote) {
            this.plan = plan;
            this.work = work;
            this.judge = judge;
            this.remote = remote;
        }

        RequestHandler<SQSEvent, SQSBatchResponse> plan() {
            return plan;
        }

        RequestHandler<SQSEvent, SQSBatchResponse> work() {
            return work;
        }

        RequestHandler<SQSEvent, SQSBatchResponse> judge() {
            return judge;
        }

        RequestHandler<SQSEvent, SQSBatchResponse> remote() {
            return remote;
        }
    }
}
