package dev.shoal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the processes of a function wrote, as CloudWatch would get it.
record Logs(Path folder, String stack) {

    private static final JsonMapper JSON = new JsonMapper();

    /// Each line that tells of an invocation of this run has these fields, none of them empty.
    void tellOf(String function, String run, List<String> fields) throws IOException {
        List<JsonNode> told =
                lines(function).stream()
                        .filter(line -> line.path("loggerName").asText().equals("invocation"))
                        .filter(line -> line.at("/mdc/run").asText().equals(run))
                        .toList();
        assertThat(told).as(function).isNotEmpty();
        for (JsonNode line : told) {
            assertThat(line.path("level").asText()).isEqualTo("INFO");
            assertThat(line.path("timestamp").asText()).isNotBlank();
            for (String field : fields) {
                assertThat(line.path("mdc").path(field).asText())
                        .as(function + " " + field + " in " + line)
                        .isNotBlank();
            }
        }
    }

    void holdNoSecret(List<String> functions) throws IOException {
        for (String function : functions) {
            for (String secret : functions) {
                assertThat(text(function)).doesNotContain(Instance.secretOf(stack + "-" + secret));
            }
        }
    }

    private String text(String function) throws IOException {
        Path file = folder.resolve(stack + "-" + function + ".log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private List<JsonNode> lines(String function) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text(function).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
