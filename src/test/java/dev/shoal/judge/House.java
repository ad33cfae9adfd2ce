package dev.shoal.judge;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Loops;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Transcripts;
import dev.shoal.memory.InMemoryDeadLetters;
import dev.shoal.memory.Memory;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanRound;
import dev.shoal.plan.Plans;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.DeadLetters;
import dev.shoal.run.Events;
import dev.shoal.run.Goal;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Ledger;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Overdue;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import dev.shoal.run.Runs;
import dev.shoal.run.Sweep;
import dev.shoal.run.TaskId;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Breaks;
import dev.shoal.work.Errands;
import dev.shoal.work.Lander;
import dev.shoal.work.ReadyChanges;
import dev.shoal.work.Task;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.Tasks;
import dev.shoal.work.Wakes;
import dev.shoal.work.WorkShift;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/// One running run with all of its agents over memory, played by one model, on one thread, under a
/// clock that only the test moves, and the waits of agents.
public final class House {
    public static final RunId RUN = new RunId("r1");
    public static final PlanId ROOT = PlanId.root(1);

    public Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Duration time = Duration.ofMinutes(15);

    /// How commands end.
    Function<Sandbox.Job, Sandbox.Execution> commands =
            job -> new Sandbox.Execution.Exited(0, "fine", job.tree());

    /// What a second on the machine of an agent, and of its tools, costs in micro-dollars.
    static final double AGENT_SECOND = 10;

    static final double TOOL_SECOND = 100;

    /// How long it takes to upload a pack.
    Duration upload = Duration.ZERO;

    public final Memory memory = new Memory(() -> now);
    final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final ChatModel model;
    private final Depots depots;
    private final Office first;

    public House(Path folder, ChatModel model, Limits limits) {
        this.model = model;
        this.depots = new Depots(memory.trunk(), new SlowPacks(), new Scratch(folder));
        this.first = process(Duration.ZERO);
        begin(limits);
    }

    /// The objects of a process whose clock is ahead by `skew`.
    public Office process(Duration skew) {
        InstantSource clock = () -> now.plus(skew);
        Office process = new Office();
        RunWatch watch = new RunWatch(memory.runs(), clock);
        process.put(InstantSource.class, clock)
                .put(RunWatch.class, watch)
                .put(
                        AgentLoop.class,
                        Loops.of(
                                model,
                                watch,
                                memory.ledger(),
                                memory.transcripts(),
                                clock,
                                new Loops.Around(this::pass, AGENT_SECOND, TOOL_SECOND)))
                .put(Prompts.class, Prompts.withoutQuarkus())
                .put(Depots.class, depots)
                .put(Sandbox.class, new Machine())
                .put(
                        Lander.Surroundings.class,
                        new Lander.Surroundings(clock, new Random(1), pause -> {}))
                .put(DeadLetters.class, letters)
                .put(Ids.class, memory.ids())
                .put(Runs.class, memory.runs())
                .put(Ledger.class, memory.ledger())
                .put(Events.class, memory.events())
                .put(Overdue.class, memory.overdue())
                .put(Trunk.class, memory.trunk())
                .put(Packs.class, memory.packs())
                .put(Tasks.class, memory.tasks())
                .put(Plans.class, memory.plans())
                .put(Wakes.class, memory.plans())
                .put(ReadyChanges.class, memory.readyChanges())
                .put(Errands.class, memory.plans())
                .put(Breaks.class, memory.breaks())
                .put(Cycles.class, memory.cycles())
                .put(Transcripts.class, memory.transcripts())
                .put(Announcements.class, memory.announcements());
        return process;
    }

    private void begin(Limits limits) {
        ModelName name = new ModelName("test", "scripted");
        Goal goal =
                new Goal(
                        "Better",
                        new Goal.Source(URI.create("file:///x"), Optional.empty(), "shoal/r1"),
                        Optional.of(new Goal.Verify("verify", Duration.ofMinutes(1))),
                        new Models(name, name, name),
                        limits);
        memory.runs().create(Run.asked(RUN, now, goal));
        Depot depot = depots.of(RUN);
        CommitId commit = first(depot);
        String pack = depots.upload(RUN, depot, commit, Optional.empty());
        memory.trunk().begin(RUN, new Landing(0, commit, pack, Optional.empty(), now));
        memory.cycles().first(RUN, new PlanBrief("root", ""));
    }

    /// A commit with one file.
    private static CommitId first(Depot depot) {
        try (ObjectInserter inserter = depot.repository().newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            ObjectId file =
                    inserter.insert(Constants.OBJ_BLOB, "a\n".getBytes(StandardCharsets.UTF_8));
            tree.append("a.txt", FileMode.REGULAR_FILE, file);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            PersonIdent who = new PersonIdent("A", "a@example.com", Instant.EPOCH, ZoneOffset.UTC);
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage("first\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new CommitId(id.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /// Delivers and sweeps, and lets time pass when there is nothing to deliver, until the run has
    /// ended or `most` has passed.
    void play(Duration most) {
        Instant end = now.plus(most);
        while (!(state() instanceof RunState.Ended) && now.isBefore(end)) {
            if (deliver(1) == 0) {
                pass(Duration.ofSeconds(30));
                get(Sweep.class).sweep();
            }
        }
    }

    /// Delivers all that may be delivered now, at most `most` messages. How many there were.
    int deliver(int most) {
        int delivered = 0;
        Optional<Announcement> said = memory.announcements().poll();
        while (said.isPresent()) {
            take(first, said.get());
            if (++delivered == most) {
                return delivered;
            }
            said = memory.announcements().poll();
        }
        return delivered;
    }

    void take(Office process, Announcement said) {
        Instant deadline = process.get(InstantSource.class).instant().plus(time);
        switch (said) {
            case Announcement.RunTask task -> process.get(WorkShift.class).take(task, deadline);
            case Announcement.RunPlan plan -> process.get(PlanRound.class).take(plan, deadline);
            case Announcement.JudgeCycle cycle -> process.get(Judging.class).take(cycle, deadline);
            case Announcement.SeedRun seed -> {}
            case Announcement.MirrorTrunk mirror -> {}
        }
    }

    <T> T get(Class<T> type) {
        return first.get(type);
    }

    /// A planner that holds the root plan, and tasks of its, without a model.
    public HeldPlan rootPlanner() {
        memory.plans().claim(RUN, ROOT, new Lease("planner", now.plus(time)), now);
        return new HeldPlan(RUN, ROOT, "planner");
    }

    public TaskId task(HeldPlan planner, String title) {
        TaskBrief brief = new TaskBrief(title, "do it", List.of(), Optional.empty());
        return ((dev.shoal.work.Added.Created<TaskId>) memory.plans().addTask(planner, brief)).id();
    }

    public Task task(TaskId id) {
        return memory.tasks().find(RUN, id).orElseThrow();
    }

    public Plan plan(PlanId id) {
        return memory.plans().find(RUN, id).orElseThrow();
    }

    RunState state() {
        return memory.runs().find(RUN).orElseThrow().state();
    }

    /// Takes its time.
    private final class SlowPacks implements Packs {
        @Override
        public void put(String key, Path pack) {
            pass(upload);
            memory.packs().put(key, pack);
        }

        @Override
        public InputStream open(String key) {
            return memory.packs().open(key);
        }
    }

    /// Runs no commands.
    private final class Machine implements Sandbox {
        @Override
        public Execution run(Job job) {
            return commands.apply(job);
        }

        @Override
        public void release(RunId run, String scope) {}
    }

    /// Makes each object once, by its constructor, as the container would.
    public static final class Office {
        private final Map<Class<?>, Object> made = new HashMap<>();

        <T> Office put(Class<T> type, T thing) {
            made.put(type, thing);
            return this;
        }

        public <T> T get(Class<T> type) {
            Object thing = made.get(type);
            if (thing == null) {
                thing = make(type);
                made.put(type, thing);
            }
            return type.cast(thing);
        }

        private Object make(Class<?> type) {
            List<Constructor<?>> all = List.of(type.getDeclaredConstructors());
            Constructor<?> constructor =
                    all.stream()
                            .filter(c -> all.size() == 1 || c.isAnnotationPresent(Inject.class))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("how to make " + type));
            constructor.setAccessible(true);
            try {
                return constructor.newInstance(
                        Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("can't make " + type, e);
            }
        }
    }
}
