package dev.shoal.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.api.ApiHandler;
import dev.shoal.aws.Queues;
import dev.shoal.judge.JudgeHandler;
import dev.shoal.judge.SweepHandler;
import dev.shoal.plan.PlanHandler;
import dev.shoal.remote.RemoteHandler;
import dev.shoal.run.Inbox;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Scratch;
import dev.shoal.work.WorkHandler;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InjectableContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Plays Lambda with one invocation at a time, so that whatever is called meanwhile is called by
/// the function that runs.
@ApplicationScoped
public class OneAtATime {

    /// How seldom the trunks are forgotten, which takes a while to make up for.
    private static final int EACH = 3;

    private static final Duration INVOCATION = Duration.ofMinutes(15);

    private final Map<String, RequestHandler<SQSEvent, SQSBatchResponse>> fed;
    private final SweepHandler sweep;
    private final ApiHandler api;
    private final Inbox inbox;
    private final Scratch scratch;
    private final InstantSource clock;
    private int starts;

    OneAtATime(Functions functions, Inbox inbox, Scratch scratch, InstantSource clock) {
        this.scratch = scratch;
        this.fed = functions.fed();
        this.sweep = functions.sweep();
        this.api = functions.api();
        this.inbox = inbox;
        this.clock = clock;
    }

    /// Forgets what a process finds out once: where the queues are, and what it has of the trunks.
    public void startCold() {
        forget(Queues.class);
        if (++starts % EACH == 0) {
            forget(Depots.class);
            delete(scratch.folder().resolve("depots"));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Class<?> type) {
        InjectableBean<?> bean = Arc.container().instance(type).getBean();
        InjectableContext context = Arc.container().getActiveContext(ApplicationScoped.class);
        if (context != null) {
            context.destroy(bean);
        }
    }

    /// Delivers one message of `queue`, if there is one, and tells `before` what it is first. False
    /// if there was none. A message that fails is put back at once.
    public boolean deliver(String queue, Consumer<String> before) {
        Optional<Inbox.Message> message =
                inbox.receive(queue, 1, Duration.ZERO).stream().findFirst();
        message.ifPresent(
                m -> {
                    before.accept(m.body());
                    boolean failed = !handle(queue, m).getBatchItemFailures().isEmpty();
                    before.accept("");
                    settle(queue, m, failed);
                });
        return message.isPresent();
    }

    private SQSBatchResponse handle(String queue, Inbox.Message message) {
        SQSEvent.SQSMessage sqs = new SQSEvent.SQSMessage();
        sqs.setMessageId(message.id());
        sqs.setReceiptHandle(message.receipt());
        sqs.setBody(message.body());
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(sqs));
        return fed.get(queue).handleRequest(event, context(queue));
    }

    private void settle(String queue, Inbox.Message message, boolean failed) {
        if (failed) {
            inbox.putBack(queue, message, Duration.ZERO);
        } else {
            inbox.delete(queue, message);
        }
    }

    public void sweep() {
        sweep.handleRequest(Map.of(), context("sweep"));
    }

    public APIGatewayV2HTTPResponse api(APIGatewayV2HTTPEvent event) {
        return api.handleRequest(event, context("api"));
    }

    private LocalContext context(String function) {
        return new LocalContext(function, "request", clock.instant().plus(INVOCATION), clock);
    }

    /// All of them.
    @Singleton
    static class Functions {
        private final PlanHandler plan;
        private final WorkHandler work;
        private final JudgeHandler judge;
        private final RemoteHandler remote;
        private final SweepHandler sweep;
        private final ApiHandler api;

        Functions(
                @Named("plan") PlanHandler plan,
                @Named("work") WorkHandler work,
                @Named("judge") JudgeHandler judge,
                @Named("remote") RemoteHandler remote,
                @Named("sweep") SweepHandler sweep,
                @Named("api") ApiHandler api) {
            this.plan = plan;
            this.work = work;
            this.judge = judge;
            this.remote = remote;
            this.sweep = sweep;
            this.api = api;
        }

        Map<String, RequestHandler<SQSEvent, SQSBatchResponse>> fed() {
            return Map.of("plan", plan, "work", work, "judge", judge, "remote", remote);
        }

        SweepHandler sweep() {
            return sweep;
        }

        ApiHandler api() {
            return api;
        }
    }
}
