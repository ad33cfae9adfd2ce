package dev.shoal.local.rehearsal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a rehearsal's model says: who is spoken to (`when`) decides on the scene, and how often the
/// model has replied before decides on the step of it.
///
/// ```json
/// {"name": "inkwell", "seed": 1, "delay": {"least": 150, "most": 400},
///  "scenes": [{"when": {"role": "worker", "task": "Write a sitemap"},
///              "steps": [{"say": "I look around.", "calls": [{"tool": "list_files"}]}]}]}
/// ```
///
/// Arguments may hold `${role}`, `${scope}`, `${cycle}`, `${round}` and `${task}`; an argument
/// `@some/file` stands for the content of that file beside the script.
public record Script(String name, long seed, Delay delay, List<Scene> scenes) {

    public Script {
        scenes = List.copyOf(scenes);
    }

    /// How long a reply takes, in milliseconds.
    public record Delay(int least, int most) {}

    /// `when` holds any of `role`, `scope`, `cycle`, `round` and `task`, each as the first user
    /// message has it.
    public record Scene(Map<String, String> when, List<Step> steps) {

        public Scene {
            when = Map.copyOf(when);
            steps = List.copyOf(steps);
        }

        boolean fits(Conversation talk) {
            return when.entrySet().stream()
                    .allMatch(e -> e.getValue().equals(talk.headers().get(e.getKey())));
        }
    }

    /// One reply. `pause` is further time it takes, in milliseconds. `meets` names a task: the
    /// reply is held back until that task has been begun too (or patience is at an end), so that
    /// two tasks that are to get into each other's way surely do.
    public record Step(
            @Nullable String say,
            @Nullable List<ToolCall> calls,
            @JsonProperty("pause") int pause,
            @Nullable String meets) {

        public Step {
            calls = calls == null ? List.of() : List.copyOf(calls);
        }

        @Override
        public List<ToolCall> calls() {
            return calls == null ? List.of() : calls;
        }
    }

    public record ToolCall(String tool, @Nullable ObjectNode arguments) {

        /// What a planner would create by this call: the title of a task, or a scope.
        Optional<String> creates() {
            return switch (tool) {
                case "create_task" -> argument("title");
                case "spawn_planner" -> argument("scope");
                default -> Optional.empty();
            };
        }

        private Optional<String> argument(String name) {
            return Optional.ofNullable(arguments).map(a -> a.get(name)).map(JsonNode::asText);
        }
    }

    /// The scene that says most about whom it is for; of equals the first.
    Optional<Scene> scene(Conversation talk) {
        return scenes.stream()
                .filter(scene -> scene.fits(talk))
                .sorted(Comparator.comparingInt(scene -> -scene.when().size()))
                .findFirst();
    }
}
