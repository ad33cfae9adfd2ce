package dev.shoal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.contracts.Scene;
import dev.shoal.memory.Memory;
import dev.shoal.run.Metrics.Measure;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Memory memory = new Memory(CLOCK);
    private final List<Measure> measured = new ArrayList<>();
    private final Deliveries deliveries =
            new Deliveries(
                    CLOCK, measured::add, new RunWatch(memory.runs(), CLOCK), memory.events());

    @Test
    void logLinesKnowWhatTheyAreAboutAndForgetItAfterwards() {
        Announcement task = new Announcement.RunTask(new RunId("r1"), new TaskId("c2.1-7"));
        List<Map<String, Object>> seen = new ArrayList<>();
        deliveries.each(
                event(message(task)),
                context(),
                Announcement.class,
                (said, deadline) -> {
                    LogContext.leg(3);
                    seen.add(Map.copyOf(MDC.getMap()));
                });
        assertThat(seen)
                .containsExactly(
                        Map.of(
                                "request", "req-1",
                                "run", "r1",
                                "task", "c2.1-7",
                                "plan", "c2.1",
                                "cycle", 2,
                                "leg", 3));
        assertThat(MDC.getMap()).isEmpty();
    }

    @Test
    void theWayFromTheQueueIsMeasured() {
        var message = message(new Announcement.SeedRun(new RunId("r1")));
        message.setEventSourceArn("arn:aws:sqs:us-east-1:123456789012:my-shoal-remote");
        message.setAttributes(
                Map.of("SentTimestamp", Long.toString(NOW.minusMillis(1500).toEpochMilli())));
        deliveries.each(event(message), context(), Announcement.class, (said, deadline) -> {});
        assertThat(measured).containsExactly(new Measure.Woken("remote", Duration.ofMillis(1500)));
    }

    @Test
    void aMessageThatSaysNothingOfItsWayIsNotMeasured() {
        var message = message(new Announcement.SeedRun(new RunId("r1")));
        deliveries.each(event(message), context(), Announcement.class, (said, deadline) -> {});
        assertThat(measured).isEmpty();
    }

    @Test
    void whatNobodyCanReadIsDroppedAndToldOfIfItsRunIsKnown() {
        Limits limits = Limits.DEFAULT;
        memory.runs().create(Run.asked(new RunId("r1"), NOW, Scene.goal(limits)));
        for (String body :
                List.of(
                        "rubbish",
                        "{\"do\":\"dance\",\"run\":\"r1\"}",
                        "{\"do\":\"dance\",\"run\":\"r2\"}",
                        "{\"do\":\"seed\",\"run\":\"r1\"}")) {
            SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
            message.setMessageId("m");
            message.setBody(body);

            var response =
                    deliveries.each(
                            event(message),
                            context(),
                            Announcement.RunTask.class,
                            (said, deadline) -> {
                                throw new AssertionError(said);
                            });

            assertThat(response.getBatchItemFailures()).isEmpty();
        }
        assertThat(memory.events().after(new RunId("r1"), Optional.empty(), 9))
                .extracting(Event::kind)
                .filteredOn(kind -> kind.equals("message.dropped"))
                .hasSize(2);
        assertThat(memory.events().after(new RunId("r2"), Optional.empty(), 9)).isEmpty();
    }

    private static SQSEvent event(SQSEvent.SQSMessage message) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private static SQSEvent.SQSMessage message(Announcement announcement) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m1");
        message.setBody(AnnouncementCodec.encode(announcement));
        return message;
    }

    /// Says `req-1` and that there is a minute left; nothing else is asked.
    private static Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getAwsRequestId") ? "req-1" : 60_000);
    }
}
