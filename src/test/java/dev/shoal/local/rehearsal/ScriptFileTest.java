package dev.shoal.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {

    private static final Set<String> TOOLS =
            Set.of(
                    "list_files",
                    "read_file",
                    "search",
                    "create_task",
                    "spawn_planner",
                    "finish_planning",
                    "write_file",
                    "edit_file",
                    "delete_file",
                    "move_file",
                    "run_command",
                    "finish_task",
                    "changes",
                    "give_verdict",
                    "read_conflict",
                    "resolve",
                    "finish_reconcile");

    @TempDir Path folder;

    @Test
    void theSampleIsReadAndUsesOnlyToolsThatThereAre() {
        Script script = ScriptFile.read(Path.of("samples/inkwell/rehearsal.json"));

        assertThat(calls(script)).extracting(Script.ToolCall::tool).isSubsetOf(TOOLS);
    }

    @Test
    void everyTaskOfTheSampleHasItsScene() {
        Script script = ScriptFile.read(Path.of("samples/inkwell/rehearsal.json"));
        List<String> played =
                script.scenes().stream()
                        .map(scene -> scene.when().getOrDefault("task", ""))
                        .toList();

        assertThat(calls(script))
                .filteredOn(call -> call.tool().equals("create_task"))
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(call -> assertThat(call.creates().orElseThrow()).isIn(played));
    }

    @Test
    void anArgumentIsTakenFromItsFile() throws IOException {
        Files.createDirectories(folder.resolve("rehearsal"));
        Files.writeString(folder.resolve("rehearsal/a.txt"), "from the file\n");

        Script script = ScriptFile.read(written("@a.txt"));

        assertThat(calls(script).getFirst().arguments().path("content").asText())
                .isEqualTo("from the file\n");
    }

    @Test
    void filesElsewhereAreRefused() {
        assertThatThrownBy(() -> ScriptFile.read(written("@../../etc/passwd")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("beside it");
    }

    @Test
    void whatIsNoScriptIsRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"scenes\": 7}");

        assertThatThrownBy(() -> ScriptFile.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("x.json");
    }

    private Path written(String content) throws IOException {
        return Files.writeString(
                folder.resolve("rehearsal.json"),
                """
                {"name": "x", "seed": 0, "delay": {"least": 0, "most": 0}, "scenes": [{"when": {}, "steps": [
                  {"calls": [{"tool": "write_file", "arguments": {"content": "%s"}}]}]}]}
                """
                        .formatted(content));
    }

    private static List<Script.ToolCall> calls(Script script) {
        return script.scenes().stream()
                .flatMap(scene -> scene.steps().stream())
                .flatMap(step -> step.calls().stream())
                .toList();
    }
}
