package dev.shoal.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.local.rehearsal.Script;
import dev.shoal.local.rehearsal.ScriptFile;
import dev.shoal.remote.NewRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// A run to rehearse: its model's script, its repository, and what is asked of the API.
record Play(Script script, Path repository, ObjectNode request) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 20;

    /// The sample that `make demo` plays, with as many attempts as there may be kills.
    static Play inkwell(Path folder) throws IOException {
        Path sample = Path.of("samples/inkwell");
        Path repository = folder.resolve("inkwell.git");
        NewRepository.bare(repository, sample.resolve("repository"), Instant.EPOCH);
        ObjectNode request = request(repository, Files.readString(sample.resolve("goal.md")));
        request.setAll((ObjectNode) JSON.readTree(Files.readString(sample.resolve("run.json"))));
        ((ObjectNode) request.path("limits")).put("attempts", 20);
        return new Play(ScriptFile.read(sample.resolve("rehearsal.json")), repository, request);
    }

    /// So many tasks that each write a file of their own; `verify` is run before each landing.
    static Play files(Path folder, int tasks) throws IOException {
        return files(folder, tasks, "true");
    }

    /// The same, and each task's worker runs `command` after it has written its file.
    static Play files(Path folder, int tasks, String command) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("README"), "nothing yet\n");
        Path repository = folder.resolve("files.git");
        NewRepository.bare(repository, files, Instant.EPOCH);
        Path script = folder.resolve("rehearsal.json");
        Files.writeString(script, JSON.writeValueAsString(script(tasks, command)));
        ObjectNode request = request(repository, "one file per task");
        request.put("verify", "test -f README && ls task-*").put("verifyTimeoutSeconds", 30);
        request.putObject("limits").put("tasks", tasks + 10).put("attempts", 20).put("hours", 1);
        ObjectNode models = request.putObject("models");
        for (String role : new String[] {"planner", "worker", "judge"}) {
            models.put(role, "rehearsal/files");
        }
        return new Play(ScriptFile.read(script), repository, request);
    }

    private static ObjectNode request(Path repository, String goal) {
        ObjectNode request = JSON.createObjectNode();
        request.put("repository", "file://" + repository.toAbsolutePath());
        return request.put("goal", goal.strip()).put("target", "shoal/rehearsal");
    }

    private static ObjectNode script(int tasks, String command) {
        ObjectNode script = JSON.createObjectNode();
        script.put("name", "files").put("seed", 1);
        script.putObject("delay").put("least", 1).put("most", 10);
        ArrayNode scenes = script.putArray("scenes");
        ArrayNode first = scene(scenes, Map.of("role", "planner", "round", "1"));
        for (int from = 0; from < tasks; from += AT_ONCE) {
            ArrayNode calls = first.addObject().putArray("calls");
            for (int i = from; i < Math.min(tasks, from + AT_ONCE); i++) {
                call(calls, "create_task")
                        .put("title", "task-" + i)
                        .put("instructions", "write the file task-" + i);
            }
        }
        finish(first, false);
        finish(scene(scenes, Map.of("role", "planner")), true);
        ArrayNode worker = scene(scenes, Map.of("role", "worker"));
        call(worker.addObject().putArray("calls"), "write_file")
                .put("path", "${task}")
                .put("content", "written by ${task}\n");
        if (!command.equals("true")) {
            call(worker.addObject().putArray("calls"), "run_command").put("command", command);
        }
        call(worker.addObject().putArray("calls"), "finish_task")
                .put("outcome", "done")
                .put("handoff", "wrote it");
        call(scene(scenes, Map.of("role", "judge")).addObject().putArray("calls"), "give_verdict")
                .put("decision", "complete")
                .put("reason", "all files are there");
        return script;
    }

    private static ArrayNode scene(ArrayNode scenes, Map<String, String> when) {
        ObjectNode scene = scenes.addObject();
        when.forEach(scene.putObject("when")::put);
        return scene.putArray("steps");
    }

    private static ObjectNode call(ArrayNode calls, String tool) {
        return calls.addObject().put("tool", tool).putObject("arguments");
    }

    private static void finish(ArrayNode steps, boolean done) {
        call(steps.addObject().putArray("calls"), "finish_planning")
                .put("summary", "so far")
                .put("done", done);
    }
}
