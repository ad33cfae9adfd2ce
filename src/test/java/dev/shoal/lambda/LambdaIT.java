package dev.shoal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.local.rehearsal.RehearsalServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small run through every function of the zip, each as a process of its own. The large ones are
/// in [LambdaRehearsal].
class LambdaIT {

    private static final List<String> FUNCTIONS =
            List.of("api", "plan", "work", "judge", "remote", "sweep", "sandbox");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir Path folder;

    @Test
    void aRunCompletesOnFunctionsWhoseIdleProcessesAreKilled() throws Exception {
        Play play = Play.files(folder, 4, Hunt.COMMAND);
        try (RehearsalServer models = RehearsalServer.start(play.script());
                PlayedCloud cloud =
                        PlayedCloud.start(
                                new PlayedCloud.Stack(
                                        "small", "rehearsal/files", models.uri(), TIMEOUT, 2))) {
            Client client = new Client(cloud.uri());
            assertThat(client.get("/health").path("status").asText()).isEqualTo("up");
            cloud.function("api").instances().forEach(Instance::kill);

            String id = client.submit(play.request());
            JsonNode run = client.ended(id, Duration.ofMinutes(5));

            assertThat(run.path("state").asText())
                    .as("see the logs in " + cloud.logs())
                    .isEqualTo("complete");
            assertThat(run.path("tasks").path("landed").asInt()).isEqualTo(4);
            assertThat(Branch.of(play.repository(), "shoal/rehearsal").tasks())
                    .hasSize(4)
                    .doesNotHaveDuplicates();
            assertThat(cloud.function("api").deaths()).isEqualTo(1);
            assertThat(cloud.front().largest()).isBetween(100, 256 * 1024);
            commandsFoundNoCredential(client, id);
            logsTellWhatTheyAreAbout(cloud.logs(), id);
        }
    }

    private static void commandsFoundNoCredential(Client client, String run) throws Exception {
        JsonNode task = client.get("/runs/" + run + "/tasks").at("/items/0/id");
        List<String> others =
                FUNCTIONS.stream()
                        .filter(function -> !function.equals("sandbox"))
                        .map("small-"::concat)
                        .toList();
        Hunt.foundNothing(client.text("/runs/" + run + "/transcripts/" + task.asText()), others);
    }

    private static void logsTellWhatTheyAreAbout(Path folder, String run) throws IOException {
        Logs logs = new Logs(folder, "small");
        logs.tellOf("api", run, List.of("request", "run"));
        logs.tellOf("remote", run, List.of("request", "run"));
        logs.tellOf("plan", run, List.of("request", "run", "cycle", "plan"));
        logs.tellOf("work", run, List.of("request", "run", "cycle", "plan", "task", "leg"));
        logs.tellOf("judge", run, List.of("request", "run", "cycle"));
        logs.holdNoSecret(FUNCTIONS);
    }
}
