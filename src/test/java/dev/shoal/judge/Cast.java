package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.calls;
import static dev.shoal.agent.ScriptedModel.heard;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.agent.ScriptedModel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Plays all roles of a run: the root planner creates so many tasks in each cycle, each worker
/// writes a file, the judge says what it is told to.
final class Cast {
    private final int tasks;
    private final Deque<String> verdicts;

    /// What a worker says of its task.
    String handoff = "did it";

    /// What happens before each reply; may throw what a client would throw.
    Consumer<ChatRequest> before = request -> {};

    /// The first messages of all planners, as they heard them, in order.
    final List<String> plannerBriefs = new CopyOnWriteArrayList<>();

    /// The first messages of all judges.
    final List<String> judgeBriefs = new CopyOnWriteArrayList<>();

    Cast(int tasks, String... verdicts) {
        this.tasks = tasks;
        this.verdicts = new ArrayDeque<>(Arrays.asList(verdicts));
    }

    ChatModel model() {
        return ScriptedModel.answering(this::reply);
    }

    ChatResponse reply(ChatRequest request) {
        before.accept(request);
        if (request.toolSpecifications().isEmpty()) {
            return ScriptedModel.reply(ScriptedModel.text("notes"));
        }
        String brief = ((UserMessage) request.messages().get(1)).singleText();
        return ScriptedModel.reply(
                switch (named(brief, "Role")) {
                    case "planner" -> planner(request, brief);
                    case "worker" -> worker(request, named(brief, "Task"));
                    case "judge" -> judge(brief);
                    default -> throw new AssertionError(brief);
                });
    }

    static String named(String brief, String name) {
        return brief.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElse(name + ": ")
                .substring(name.length() + 2);
    }

    private AiMessage planner(ChatRequest request, String brief) {
        boolean first = request.messages().size() == 2;
        if (first) {
            plannerBriefs.add(brief);
        }
        if (!named(brief, "Round").equals("1")) {
            return call("finish_planning", Map.of("summary", "all is planned", "done", true));
        }
        String cycle = named(brief, "Cycle");
        return first
                ? calls(
                        IntStream.rangeClosed(1, tasks)
                                .mapToObj(i -> task("file-" + cycle + "-" + i))
                                .toArray(AiMessage[]::new))
                : call("finish_planning", Map.of("summary", "planned", "done", false));
    }

    private static AiMessage task(String title) {
        return call("create_task", Map.of("title", title, "instructions", "write " + title));
    }

    private AiMessage worker(ChatRequest request, String title) {
        return heard(request).startsWith("written")
                ? call("finish_task", Map.of("outcome", "done", "handoff", handoff))
                : call("write_file", Map.of("path", title, "content", title));
    }

    private AiMessage judge(String brief) {
        judgeBriefs.add(brief);
        String decision = verdicts.isEmpty() ? "complete" : verdicts.removeFirst();
        return call("give_verdict", Map.of("decision", decision, "reason", "so it is"));
    }
}
