package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.memory.Memory;
import dev.shoal.run.Goal;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Pause;
import dev.shoal.run.Role;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import dev.shoal.run.Spend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One running run in memory, a clock that only moves when told (or by waiting), and an agent to
/// send onto it.
final class Stage {
    static final ModelName MODEL = new ModelName("test", "scripted");
    static final RunId RUN = new RunId("r1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final List<Duration> waits = new ArrayList<>();
    final Memory memory;
    final RunWatch watch;
    Instant now = START;
    int context = 120_000;
    int turns = 50;
    Duration time = Duration.ofMinutes(15);
    Map<String, Price> prices = Map.of();
    Prices.Machines machines = Prices.Machines.FREE;
    private final java.util.concurrent.atomic.AtomicInteger plays =
            new java.util.concurrent.atomic.AtomicInteger();
    List<Tool<String>> tools = List.of(finish(), echo());
    java.util.function.Supplier<List<String>> news = List::of;
    private Runnable duringWait = () -> {};

    private Stage(Limits.Budget budget) {
        InstantSource clock = () -> now;
        memory = new Memory(clock);
        Limits d = Limits.DEFAULT;
        Limits limits =
                new Limits(d.cycles(), d.tasks(), d.depth(), d.rounds(), d.perTask(), budget);
        Goal goal =
                new Goal(
                        "goal",
                        new Goal.Source(URI.create("file:///x"), Optional.empty(), "t"),
                        Optional.empty(),
                        new Models(MODEL, MODEL, MODEL),
                        limits);
        memory.runs().create(new Run(RUN, START, goal, new RunState.Running(1), Spend.NOTHING));
        watch = new RunWatch(memory.runs(), clock);
    }

    static Stage set() {
        return new Stage(Limits.DEFAULT.budget());
    }

    static Stage withTokens(long tokens) {
        return new Stage(new Limits.Budget(tokens, 100, 10));
    }

    static Stage withDollars(double usd) {
        return new Stage(new Limits.Budget(50_000_000, usd, 10));
    }

    AgentEnd<String> play(ChatModel model) {
        Pause pause =
                wait -> {
                    waits.add(wait);
                    pass(wait);
                    duringWait.run();
                };
        Equipment all = Loops.equipment(model, pause, context);
        Equipment priced =
                new Equipment(
                        all.chat(),
                        new Prices(prices, machines),
                        all.context(),
                        all.prompts(),
                        all.waiting());
        return new AgentLoop(priced, watch, memory.ledger(), memory.transcripts(), () -> now)
                .run(assignment());
    }

    Assignment<String> assignment() {
        return new Assignment<>(
                new Assignment.Identity(
                        RUN, "t1", "a1-l" + plays.getAndIncrement(), Role.WORKER, MODEL),
                "system",
                "brief",
                "",
                tools,
                new Assignment.Bounds(turns, now.plus(time)),
                news);
    }

    void duringWait(Runnable what) {
        duringWait = what;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void stopRun() {
        memory.runs().end(RUN, new RunState.Ended(RunState.Outcome.STOPPED, now, "stopped"));
        watch.forget(RUN);
    }

    void pauseRun() {
        memory.runs().pause(RUN);
        watch.forget(RUN);
    }

    Spend spent() {
        return memory.runs().find(RUN).orElseThrow().spent();
    }

    String transcript() {
        return memory.transcripts()
                .read(RUN, "t1")
                .map(
                        in -> {
                            try (in) {
                                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                .orElse("");
    }

    /// `finish_task(handoff)`: the agent results in the handoff.
    static Tool<String> finish() {
        return new Tool<>(
                "finish_task",
                "ends the work",
                List.of(required("handoff", Tool.Type.STRING)),
                arguments -> new Tool.Reply.Finish<>(arguments.string("handoff")));
    }

    /// `echo(text, times?)` answers the text.
    static Tool<String> echo() {
        return tool("echo", arguments -> arguments.string("text"));
    }

    static Tool<String> tool(String name, java.util.function.Function<Arguments, String> answer) {
        return new Tool<>(
                name,
                "does " + name,
                List.of(
                        required("text", Tool.Type.STRING),
                        new Tool.Parameter("times", Tool.Type.INTEGER, "how often", false)),
                arguments -> new Tool.Reply.Answer<>(answer.apply(arguments)));
    }

    static Tool.Parameter required(String name, Tool.Type type) {
        return new Tool.Parameter(name, type, "the " + name, true);
    }
}
