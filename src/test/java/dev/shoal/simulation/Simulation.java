package dev.shoal.simulation;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.agent.Prompts;
import dev.shoal.memory.Memory;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Goal;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.ShoalException;
import dev.shoal.run.Sweep;
import dev.shoal.trunk.Depot;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.jspecify.annotations.Nullable;

/// One run from its beginning to its end, from one seed.
final class Simulation {
    private static final RunId RUN = new RunId("r1");
    private static final Duration STORM = Duration.ofMinutes(60);
    private static final Duration END = Duration.ofHours(30);

    /// Twenty times what the longest of hundreds took.
    private static final long MOST_STEPS = 50_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final long seed;
    private final Chance chance;
    private final World world;
    private final Memory memory;
    private final Host host = new Host();
    private final Mailbox mailbox;
    private final Invariants invariants;
    private final Installation installation;
    private final Users users;
    private final Paths paths = new Paths();
    private final Shape shape;
    private final Duration invocation;
    private final Map<Class<?>, Deque<Wiring>> warm = new HashMap<>();

    /// What a simulation came to.
    record Result(long seed, long hash, long steps, Paths paths, Optional<Throwable> failure) {}

    private Simulation(long seed, Prompts prompts, Trace trace) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.world = new World(chance, new Weather(chance), trace);
        this.memory = new Memory(world);
        this.mailbox = new Mailbox(world, this::received);
        this.invariants =
                new Invariants(world, memory, RUN, new Audit(memory, RUN, Simulation::depot));
        this.shape = Shape.of(chance);
        this.users = new Users(world, memory, RUN, action -> begin(World.USER, action));
        var model = new Model(world, new Script(chance, shape), invariants, shape);
        var sandbox = new PaperSandbox(world, invariants, shape.commands());
        this.installation =
                new Installation(
                        world,
                        memory,
                        new Installation.Stage(
                                world,
                                new Watchers(List.of(invariants, paths, users)),
                                mailbox,
                                host),
                        new Installation.Common(prompts, model, sandbox, Simulation::depot));
        this.invocation = Duration.ofMinutes(chance.of(List.of(3, 3, 5, 15)));
    }

    static Result run(long seed, Prompts prompts, Trace trace) {
        Simulation simulation = new Simulation(seed, prompts, trace);
        Throwable failure = simulation.play();
        simulation.told();
        return new Result(
                seed, trace.hash(), trace.steps(), simulation.paths, Optional.ofNullable(failure));
    }

    /// Git objects in memory, whatever the repository.
    private static Depot depot() {
        InMemoryRepository repository =
                new InMemoryRepository(new DfsRepositoryDescription("simulated"));
        repository.getConfig().setBoolean("pack", null, "deltacompression", false);
        repository.getConfig().setInt("pack", null, "compression", 0);
        repository.getConfig().setInt("pack", null, "threads", 1);
        return new Depot(repository);
    }

    private @Nullable Throwable play() {
        world.trace.step(
                0, 0, (int) seed, () -> "seed " + seed + ", " + shape + ", " + world.weather);
        ask();
        sweepEachMinute();
        world.time.in(STORM, world.weather::clear);
        long end = Timeline.micros(END);
        while (world.failure() == null && world.time.now() < end && world.time.step()) {
            if (world.trace.steps() > MOST_STEPS) {
                world.failed(new Violation("5: it goes in circles"));
            }
        }
        if (world.failure() == null) {
            finish();
        }
        return world.failure();
    }

    /// Whoever got no answer asks again.
    private void ask() {
        if (memory.runs().find(RUN).isEmpty()) {
            begin(World.USER, this::asked);
            world.time.in(MINUTE, this::ask);
        }
    }

    /// For those who want to know where seeds lead.
    private void told() {
        paths.took("run: " + shape.kind());
        paths.took(world.weather.isCalm() ? "run: calm" : "run: stormy");
        paths.took("run: steps", world.trace.steps());
        paths.took("run: processes", world.lives());
        world.weather.struck().forEach((fault, times) -> paths.took("fault: " + fault, times));
        paths.took("fault: message given up", mailbox.givenUp());
        paths.written(
                memory.events().after(RUN, Optional.empty(), 100_000),
                memory.trunk().after(RUN, -1, 10_000));
    }

    private void finish() {
        try {
            invariants.atTheEnd(host);
        } catch (Violation e) {
            world.failed(e);
        }
    }

    private void begin(String name, Users.Action action) {
        Wiring process = installation.process();
        world.begin(
                name,
                process.get(Life.Machine.class),
                invocation,
                () -> attempt(name, process, action),
                () -> {});
    }

    /// What fails is tried again later, unless the sweeper comes again anyway.
    private void attempt(String name, Wiring process, Users.Action action) {
        try {
            action.with(process);
        } catch (ShoalException e) {
            if (name.equals(World.USER)) {
                world.time.in(MINUTE, () -> begin(name, action));
            }
        }
    }

    private void asked(Wiring process) {
        process.get(Runs.class).create(Run.asked(RUN, world.instant(), goal()));
        process.get(Announcements.class).send(new Announcement.SeedRun(RUN));
    }

    private Goal goal() {
        ModelName model = new ModelName("scripted", "model");
        return new Goal(
                "Make it better",
                new Goal.Source(
                        URI.create("https://example.org/a.git"), Optional.empty(), "shoal/r1"),
                chance.in(0.5)
                        ? Optional.of(new Goal.Verify("make test", Duration.ofMinutes(2)))
                        : Optional.empty(),
                new Models(model, model, model),
                shape.limits(chance));
    }

    /// As long as there is something to sweep for.
    private void sweepEachMinute() {
        world.time.in(
                MINUTE,
                () -> {
                    if (isLive() || users.helps()) {
                        if (world.weather.answers()) {
                            invariants.standsStill(mailbox);
                        }
                        invariants.mirrorIsAlive();
                        begin("sweep", process -> process.get(Sweep.class).sweep());
                        sweepEachMinute();
                    }
                });
    }

    private boolean isLive() {
        return memory.runs()
                .find(RUN)
                .map(run -> !(run.state() instanceof RunState.Ended))
                .orElse(world.time.now() < Timeline.micros(MINUTE.multipliedBy(30)));
    }

    /// A message is handled by a process that is warm, or by a new one.
    private void received(Mailbox.Message message) {
        var kind = Installation.handler(message.announcement);
        Deque<Wiring> idle = warm.computeIfAbsent(kind, k -> new ArrayDeque<>());
        Wiring process =
                idle.isEmpty() || chance.in(0.2) ? installation.process() : idle.removeFirst();
        boolean[] well = {false};
        int receipt = Mailbox.receipt(message);
        world.begin(
                kind.getSimpleName(),
                process.get(Life.Machine.class),
                invocation,
                () -> well[0] = isHandled(process.get(kind), message),
                () -> {
                    idle.addFirst(process);
                    mailbox.handled(message, receipt, well[0]);
                });
    }

    private boolean isHandled(
            RequestHandler<SQSEvent, SQSBatchResponse> handler, Mailbox.Message message) {
        SQSEvent.SQSMessage sent = new SQSEvent.SQSMessage();
        sent.setMessageId("m" + message.number);
        sent.setBody(message.body);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(sent));
        return handler.handleRequest(event, Installation.context(world, world.current()))
                .getBatchItemFailures()
                .isEmpty();
    }
}
