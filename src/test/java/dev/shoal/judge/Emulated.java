package dev.shoal.judge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Loops;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Transcripts;
import dev.shoal.aws.AwsStores;
import dev.shoal.contracts.Scene;
import dev.shoal.contracts.Stores;
import dev.shoal.judge.House.Office;
import dev.shoal.memory.InMemoryAnnouncements;
import dev.shoal.memory.Memory;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.Plans;
import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.Announcements;
import dev.shoal.run.Deliveries;
import dev.shoal.run.Events;
import dev.shoal.run.Goal;
import dev.shoal.run.Ids;
import dev.shoal.run.Lease;
import dev.shoal.run.Ledger;
import dev.shoal.run.Limits;
import dev.shoal.run.Metrics;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Overdue;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunWatch;
import dev.shoal.run.Runs;
import dev.shoal.run.TaskId;
import dev.shoal.run.TimeOrderedIds;
import dev.shoal.sandbox.ProcessSandbox;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.sandbox.Surroundings;
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
import dev.shoal.work.Tasks;
import dev.shoal.work.Wakes;
import dev.shoal.work.WorkHandler;
import dev.shoal.work.WorkShift;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A running run whose table and bucket are the emulators', with the real function `work`, a real
/// sandbox and the real clock. Only the model is a script, and the queues are lists.
final class Emulated {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration INVOCATION = Duration.ofMinutes(15);

    final RunId run = new RunId("run-" + Scene.name());
    final Stores stores = AwsStores.delayed(Duration.ZERO);
    final InMemoryAnnouncements announcements = new Memory(CLOCK).announcements();
    private final ChatModel model;
    private final Path folder;
    private final Depots depots;
    private final Ids ids = new TimeOrderedIds(CLOCK, new SecureRandom());

    Emulated(Path folder, ChatModel model) {
        this.model = model;
        this.folder = folder;
        this.depots =
                new Depots(stores.trunk(), stores.packs(), new Scratch(folder.resolve("objects")));
        begin();
    }

    private void begin() {
        ModelName name = new ModelName("test", "scripted");
        var source = new Goal.Source(URI.create("file:///x"), Optional.empty(), "shoal/x");
        var models = new Models(name, name, name);
        stores.runs()
                .create(
                        Run.asked(
                                run,
                                CLOCK.instant(),
                                new Goal(
                                        "Better",
                                        source,
                                        Optional.empty(),
                                        models,
                                        Limits.DEFAULT)));
        Depot depot = depots.of(run);
        CommitId commit = depot.root("first\n", Instant.EPOCH);
        String pack = depots.upload(run, depot, commit, Optional.empty());
        stores.trunk().begin(run, new Landing(0, commit, pack, Optional.empty(), CLOCK.instant()));
        stores.cycles().first(run, new PlanBrief("root", ""));
    }

    /// The objects of a process of its own.
    Office process() {
        Office process = new Office();
        RunWatch watch = new RunWatch(stores.runs(), CLOCK);
        Path commands = folder.resolve("commands");
        String path = Optional.ofNullable(System.getenv("PATH")).orElseThrow();
        return process.put(InstantSource.class, CLOCK)
                .put(RunWatch.class, watch)
                .put(
                        AgentLoop.class,
                        Loops.of(model, watch, stores.ledger(), stores.transcripts(), CLOCK))
                .put(Prompts.class, Prompts.withoutQuarkus())
                .put(Depots.class, depots)
                .put(Sandbox.class, new ProcessSandbox(depots, new Surroundings(commands, path)))
                .put(
                        Lander.Surroundings.class,
                        new Lander.Surroundings(CLOCK, new Random(1), pause -> {}))
                .put(Ids.class, ids)
                .put(Runs.class, stores.runs())
                .put(Ledger.class, stores.ledger())
                .put(Events.class, stores.events())
                .put(Overdue.class, stores.overdue())
                .put(Trunk.class, stores.trunk())
                .put(Packs.class, stores.packs())
                .put(Tasks.class, stores.tasks())
                .put(Plans.class, stores.plans())
                .put(Wakes.class, stores.plans())
                .put(Errands.class, stores.plans())
                .put(Breaks.class, stores.breaks())
                .put(ReadyChanges.class, stores.readyChanges())
                .put(Cycles.class, stores.cycles())
                .put(Transcripts.class, stores.transcripts())
                .put(Announcements.class, announcements);
    }

    /// A root planner that holds its plan, without a model.
    HeldPlan rootPlanner() {
        PlanId root = PlanId.root(1);
        Instant until = stores.clock().in(INVOCATION);
        stores.plans().claim(run, root, new Lease("planner", until), stores.clock().instant());
        return new HeldPlan(run, root, "planner");
    }

    TaskId task(HeldPlan planner, String title) {
        return Scene.created(stores.plans().addTask(planner, Scene.brief(title)));
    }

    /// Has the function `work` of this process handle a message about the task. True if it is done
    /// with.
    boolean work(Office process, TaskId task) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m-" + task);
        message.setBody(AnnouncementCodec.encode(new Announcement.RunTask(run, task)));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        Deliveries deliveries =
                new Deliveries(CLOCK, Metrics.NONE, process.get(RunWatch.class), stores.events());
        return new WorkHandler(deliveries, process.get(WorkShift.class))
                .handleRequest(event, context())
                .getBatchItemFailures()
                .isEmpty();
    }

    private static Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getRemainingTimeInMillis")
                                        ? (Object) (int) INVOCATION.toMillis()
                                        : "request");
    }
}
