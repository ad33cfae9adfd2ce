package dev.shoal.simulation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the agents of one simulation do, by role and chance: plans of many shapes, tasks that meet
/// in one file, that change nothing, give up or never end, and replies that make no sense.
///
/// A task's title, such as `#7 SHARED`, names what it does; its change is a line `#7`.
final class Script {
    /// What agents ask for; the harness itself runs other commands.
    static final String COMMAND = "make";

    private static final String HEAD = "HEAD";

    private final Chance chance;
    private final Map<String, Integer> wanted = new HashMap<>();
    private final List<Kind> kinds;
    private final Shape shape;
    private int tasks;

    /// What a task comes to.
    enum Kind {
        NEW,
        SHARED,
        LIST,
        LONG,
        NOTHING,
        GIVES_UP,
        LOOPS,
        MUTE
    }

    Script(Chance chance, Shape shape) {
        this.chance = chance;
        this.shape = shape;
        this.kinds = mixture(chance, shape);
    }

    /// Some simulations are all about conflicts, some about agents that come to nothing.
    private static List<Kind> mixture(Chance chance, Shape shape) {
        List<Kind> all =
                new ArrayList<>(
                        List.of(
                                Kind.NEW,
                                shape.kind() == Shape.Kind.CROWD ? Kind.NEW : Kind.SHARED,
                                shape.kind() == Shape.Kind.LONG ? Kind.LONG : Kind.LIST,
                                Kind.NEW,
                                Kind.SHARED));
        for (Kind kind : Kind.values()) {
            if (chance.in(0.2)) {
                all.add(kind);
            }
        }
        return all;
    }

    /// What stands in a file from the beginning.
    static String begun(String file) {
        return switch (file) {
            case "AGENTS.md" -> "Add lines, drop none.\n";
            default -> HEAD + "\nTAIL\n";
        };
    }

    /// The file in which a landed task's line has to be found, if it changes anything.
    static Optional<String> file(String title) {
        return switch (kind(title)) {
            case NEW -> Optional.of("new/" + line(title).substring(1) + ".txt");
            case LONG -> Optional.of("long/" + line(title).substring(1) + ".txt");
            case SHARED -> Optional.of("shared.txt");
            case LIST -> Optional.of("list.txt");
            case NOTHING, GIVES_UP, LOOPS, MUTE -> Optional.empty();
        };
    }

    private static Kind kind(String title) {
        return Kind.valueOf(title.substring(title.indexOf(' ') + 1));
    }

    static String line(String title) {
        return title.substring(0, title.indexOf(' '));
    }

    AiMessage reply(ChatRequest request) {
        if (request.toolSpecifications() == null || request.toolSpecifications().isEmpty()) {
            return AiMessage.from("notes of what was done");
        }
        if (chance.in(0.03)) {
            return nonsense();
        }
        Talk talk = Talk.of(request);
        return switch (talk.named("Role")) {
            case "planner" -> planner(talk);
            case "worker" -> worker(talk);
            case "reconciler" -> reconciler(talk);
            case "judge" -> judge(talk);
            default -> throw new IllegalStateException(talk.named("Role"));
        };
    }

    private AiMessage nonsense() {
        return switch (chance.from(0, 3)) {
            case 0 -> AiMessage.from(" ");
            case 1 -> AiMessage.from("I think that all is well.");
            case 2 -> call("no_such_tool", Map.of());
            default -> raw("read_file", "{\"path\": ");
        };
    }

    private AiMessage planner(Talk talk) {
        int round = Integer.parseInt(talk.named("Round"));
        int want =
                wanted.computeIfAbsent(
                        talk.named("Cycle") + talk.named("Scope") + round,
                        key -> shape.wanted(chance, round));
        if (talk.last().startsWith("error: ") && chance.in(0.8)) {
            return finish(true);
        }
        if (talk.calls("create_task") + talk.calls("spawn_planner") < want) {
            return chance.in(shape.delegates()) && talk.offers("spawn_planner") ? spawn() : tasks();
        }
        return chance.in(0.03) ? call("list_files", Map.of()) : finish(chance.in(0.4 * round));
    }

    private AiMessage tasks() {
        List<ToolExecutionRequest> all = new ArrayList<>();
        for (int i = chance.from(1, shape.kind() == Shape.Kind.CROWD ? 6 : 3); i > 0; i--) {
            String title = "#%d %s".formatted(++tasks, chance.of(kinds));
            all.add(request("create_task", Map.of("title", title, "instructions", "do " + title)));
        }
        return AiMessage.from(all);
    }

    private AiMessage spawn() {
        String scope = "area " + ++tasks;
        return call("spawn_planner", Map.of("scope", scope, "instructions", "see to " + scope));
    }

    private static AiMessage finish(boolean done) {
        return call("finish_planning", Map.of("summary", "planned", "done", done));
    }

    private AiMessage worker(Talk talk) {
        String title = talk.named("Task");
        return switch (kind(title)) {
            case NOTHING -> finished("done");
            case GIVES_UP -> finished("failed");
            case LOOPS -> call("read_file", Map.of("path", "list.txt"));
            case MUTE -> AiMessage.from("");
            case NEW -> talk.calls("write_file") == 0 ? written(title) : concluded(talk);
            case LONG -> longWork(talk, title);
            case SHARED, LIST -> talk.calls("edit_file") == 0 ? edited(title) : concluded(talk);
        };
    }

    private AiMessage longWork(Talk talk, String title) {
        if (talk.calls("run_command") < 4) {
            return call("run_command", Map.of("command", COMMAND));
        }
        return talk.calls("write_file") == 0 ? written(title) : concluded(talk);
    }

    private AiMessage concluded(Talk talk) {
        return talk.last().startsWith("Not finished") && chance.in(0.2)
                ? finished("failed")
                : finished("done");
    }

    private static AiMessage finished(String outcome) {
        return call("finish_task", Map.of("outcome", outcome, "handoff", "that is that"));
    }

    private static AiMessage written(String title) {
        return call(
                "write_file",
                Map.of("path", file(title).orElseThrow(), "content", line(title) + "\n"));
    }

    /// Where others write too.
    private static AiMessage edited(String title) {
        String anchor = kind(title) == Kind.SHARED ? HEAD + "\n" : "TAIL\n";
        String line = line(title) + "\n";
        return call(
                "edit_file",
                Map.of(
                        "path",
                        file(title).orElseThrow(),
                        "old_text",
                        anchor,
                        "new_text",
                        kind(title) == Kind.SHARED ? anchor + line : line + anchor));
    }

    private AiMessage reconciler(Talk talk) {
        if (chance.in(0.04)) {
            return call("finish_reconcile", Map.of("note", "done"));
        }
        if (talk.last().contains("<<<<<<<")) {
            String path = talk.argument("path");
            return call("resolve", Map.of("path", path, "content", union(talk.last())));
        }
        return talk.bullets().stream()
                .filter(path -> !talk.resolved(path))
                .findFirst()
                .map(path -> call("read_conflict", Map.of("path", path)))
                .orElse(call("finish_reconcile", Map.of("note", "both are kept")));
    }

    /// Both sides' lines, each once.
    private static String union(String markers) {
        StringBuilder text = new StringBuilder();
        boolean base = false;
        for (String line : markers.lines().toList()) {
            base = line.startsWith("|||||||") || (base && !line.startsWith("======="));
            boolean marker = line.matches("(<<<<<<<|=======|>>>>>>>).*");
            if (!base && !marker && !text.toString().contains(line + "\n")) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private AiMessage judge(Talk talk) {
        if (talk.calls("changes") == 0) {
            return call("changes", Map.of());
        }
        int how = chance.from(1, 10);
        String decision = how <= 5 ? "complete" : how <= 9 ? "continue" : "abandon";
        return call("give_verdict", Map.of("decision", decision, "reason", "so it seems"));
    }

    private static AiMessage call(String tool, Map<String, ?> arguments) {
        return AiMessage.from(request(tool, arguments));
    }

    private static AiMessage raw(String tool, String arguments) {
        return AiMessage.from(
                ToolExecutionRequest.builder().name(tool).arguments(arguments).build());
    }

    private static ToolExecutionRequest request(String tool, Map<String, ?> arguments) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(arguments)
                .forEach(
                        (name, value) ->
                                json.append(json.length() == 1 ? "" : ",")
                                        .append('"' + name + "\":")
                                        .append(value instanceof String s ? quoted(s) : value));
        return ToolExecutionRequest.builder().name(tool).arguments(json + "}").build();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
