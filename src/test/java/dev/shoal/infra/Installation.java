package dev.shoal.infra;

import dev.shoal.aws.CallRecorder;
import dev.shoal.aws.SandboxHere;
import dev.shoal.local.EmbeddedAws;
import dev.shoal.local.LocalAws;
import dev.shoal.local.rehearsal.RehearsalServer;
import dev.shoal.local.rehearsal.Script;
import dev.shoal.local.rehearsal.ScriptFile;
import dev.shoal.run.Metrics;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// The whole application over the emulators and the rehearsal's model, with a clock that the test
/// can move on.
@Alternative
@Singleton
public class Installation {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    /// Part of each credential that this installation has.
    static final String SECRET = "s3cret";

    static void moveOn(Duration time) {
        AHEAD.updateAndGet(time::plus);
    }

    @Produces
    @Singleton
    Clock clock() {
        return new Ahead(ZoneId.of("UTC"));
    }

    /// What was measured since the beginning.
    static final Queue<Metrics.Measure> MEASURED = new ConcurrentLinkedQueue<>();

    @Produces
    @Singleton
    Metrics metrics() {
        return MEASURED::add;
    }

    private static final class Ahead extends Clock {
        private final ZoneId zone;

        Ahead(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Ahead(other);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(AHEAD.get());
        }
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Installation.class, SandboxHere.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            LocalAws aws = EmbeddedAws.endpoints();
            Map<String, String> all = new HashMap<>();
            service(all, "dynamodb", aws.dynamoDb().toString());
            service(all, "sqs", aws.sqs().toString());
            service(all, "s3", aws.s3().toString());
            all.put("shoal.git-token", "git-" + SECRET);
            all.put("shoal.providers.openai.api-key", "sk-" + SECRET);
            all.put("shoal.providers.anthropic.api-key", "sk-ant-" + SECRET);
            all.put("quarkus.log.category.\"dev.shoal\".level", "DEBUG");
            all.put("shoal.aws.create", "true");
            all.put("shoal.aws.table", "permissions");
            all.put("shoal.aws.bucket", "permissions");
            all.put("shoal.aws.queue-prefix", "permissions");
            all.put("shoal.aws.sandbox-function", "permissions-sandbox");
            all.put("shoal.local-mode", "true");
            all.put("shoal.rehearsal.base-url", RehearsalServer.start(hurried()).uri().toString());
            return all;
        }

        private static void service(Map<String, String> all, String name, String endpoint) {
            String prefix = "quarkus." + name + ".";
            all.put(prefix + "interceptors", CallRecorder.class.getName());
            all.put(prefix + "endpoint-override", endpoint);
            all.put(prefix + "aws.region", "us-east-1");
            all.put(prefix + "aws.credentials.type", "static");
            all.put(prefix + "aws.credentials.static-provider.access-key-id", "local");
            all.put(prefix + "aws.credentials.static-provider.secret-access-key", "local");
        }

        /// Nobody watches, so nothing takes time; and with one function at a time nobody can wait
        /// for another.
        private static Script hurried() {
            Script script = ScriptFile.read(Path.of("samples/inkwell/rehearsal.json"));
            return new Script(
                    script.name(),
                    script.seed(),
                    new Script.Delay(0, 0),
                    script.scenes().stream()
                            .map(
                                    scene ->
                                            new Script.Scene(
                                                    scene.when(),
                                                    scene.steps().stream()
                                                            .map(Profile::hurried)
                                                            .toList()))
                            .toList());
        }

        private static Script.Step hurried(Script.Step step) {
            return new Script.Step(step.say(), step.calls(), 0, null);
        }
    }
}
