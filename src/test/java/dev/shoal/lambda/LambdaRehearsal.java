package dev.shoal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.local.rehearsal.RehearsalServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `make rehearse-lambda`: runs on functions that are processes of their own, killed at random and
/// at their timeout. Takes some minutes, so it is not among the tests. `-Dshoal.seed=N` chooses
/// other victims.
class LambdaRehearsal {

    /// Short, so that what a killed process held is soon given to another.
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private static final long SEED = Long.getLong("shoal.seed", 1);

    @TempDir Path folder;

    @Test
    void theDemoCompletes() throws Exception {
        Play play = Play.inkwell(folder);

        JsonNode run = rehearse(play, "demo", 4, Duration.ofMinutes(12));

        assertThat(run.path("tasks").path("failed").asInt()).as("one gives up").isEqualTo(1);
        assertThat(landed(play)).hasSize(run.path("tasks").path("landed").asInt());
    }

    @Test
    void twoHundredTasksComplete() throws Exception {
        Play play = Play.files(folder, 200);

        JsonNode run = rehearse(play, "many", 16, Duration.ofMinutes(20));

        assertThat(run.path("tasks").path("landed").asInt()).isEqualTo(200);
        assertThat(run.path("trunk").path("position").asInt()).isEqualTo(200);
        assertThat(landed(play)).hasSize(200);
        assertThat(Branch.of(play.repository(), "shoal/rehearsal").files()).hasSize(201);
    }

    /// Each once, and so as many as there are commits.
    private static List<String> landed(Play play) throws Exception {
        List<String> tasks = Branch.of(play.repository(), "shoal/rehearsal").tasks();
        assertThat(new TreeSet<>(tasks)).hasSameSizeAs(tasks);
        return tasks;
    }

    private JsonNode rehearse(Play play, String name, int kills, Duration most) throws Exception {
        long began = System.nanoTime();
        String model = "rehearsal/" + play.script().name();
        try (RehearsalServer models = RehearsalServer.start(play.script());
                PlayedCloud cloud =
                        PlayedCloud.start(
                                new PlayedCloud.Stack(name, model, models.uri(), TIMEOUT, 4))) {
            Client client = new Client(cloud.uri());
            String id = client.submit(play.request());
            try (Killer killer = Killer.start(cloud, SEED, kills, Duration.ofSeconds(6))) {
                JsonNode run = client.ended(id, most);
                System.out.printf(
                        "%n%s: %s, %d landed, %d conflicts, %d processes killed, %d s, largest payload %d bytes%n%s%n",
                        name,
                        run.path("state").asText(),
                        run.path("tasks").path("landed").asInt(),
                        run.path("conflicts").asInt(),
                        killer.killed(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        cloud.front().largest(),
                        cloud.summary());
                assertThat(run.path("state").asText())
                        .as("see the logs in " + cloud.logs())
                        .isEqualTo("complete");
                assertThat(killer.killed()).isPositive();
                return run;
            }
        }
    }
}
