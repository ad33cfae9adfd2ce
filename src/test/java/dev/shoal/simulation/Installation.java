package dev.shoal.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.agent.Loops;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Transcripts;
import dev.shoal.judge.Cycles;
import dev.shoal.judge.JudgeHandler;
import dev.shoal.memory.Memory;
import dev.shoal.plan.PlanHandler;
import dev.shoal.plan.Plans;
import dev.shoal.remote.Clones;
import dev.shoal.remote.Incoming;
import dev.shoal.remote.Pushes;
import dev.shoal.remote.RemoteHandler;
import dev.shoal.remote.StandInUpstream;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Events;
import dev.shoal.run.Ids;
import dev.shoal.run.Ledger;
import dev.shoal.run.Metrics;
import dev.shoal.run.Overdue;
import dev.shoal.run.Pause;
import dev.shoal.run.Runs;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.trunk.Consolidator;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Breaks;
import dev.shoal.work.Errands;
import dev.shoal.work.ReadyChanges;
import dev.shoal.work.Tasks;
import dev.shoal.work.Wakes;
import dev.shoal.work.WorkHandler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes the processes of one installation: each has objects of its own, and all of them the same
/// ports, behind which everything can go wrong.
final class Installation {
    /// Small, so that simulations see it.
    private static final int CONSOLIDATED_EVERY = 3;

    private static final Path SCRATCH =
            Path.of(System.getProperty("java.io.tmpdir"), "shoal-simulation");

    private final World world;
    private final Map<Class<?>, Object> ports = new LinkedHashMap<>();
    private final StandInUpstream.Host host;
    private final Sandbox sandbox;
    private final Object equipment;
    private final Prompts prompts;
    private final Supplier<Depot> depots;
    private int names;

    /// What processes have in common beside the ports.
    record Common(Prompts prompts, Model model, Sandbox sandbox, Supplier<Depot> depots) {}

    Installation(World world, Memory memory, Stage stage, Common common) {
        this.world = world;
        this.sandbox = common.sandbox();
        this.prompts = common.prompts();
        this.depots = common.depots();
        Pause pause = time -> world.sleep(Timeline.micros(time));
        this.equipment = Loops.inVirtualTime(common.model(), prompts, pause, common.model()::limit);
        this.host = stage.behind(StandInUpstream.Host.class, stage.host());
        port(stage, Runs.class, memory.runs());
        port(stage, Ledger.class, memory.ledger());
        port(stage, Events.class, memory.events());
        port(stage, Overdue.class, memory.overdue());
        port(stage, Trunk.class, memory.trunk());
        port(stage, Tasks.class, memory.tasks());
        port(stage, ReadyChanges.class, memory.readyChanges());
        port(stage, Plans.class, memory.plans());
        port(stage, Breaks.class, memory.breaks());
        port(stage, Cycles.class, memory.cycles());
        port(stage, Packs.class, memory.packs());
        port(stage, Transcripts.class, memory.transcripts());
        port(stage, Announcements.class, stage.mailbox());
        ports.put(Pause.class, pause);
    }

    /// What stands behind the ports, and how to come to stand there.
    record Stage(World world, Crossing.Watcher watcher, Mailbox mailbox, Host host) {
        <T> T behind(Class<T> type, T port) {
            return Crossing.of(world, type, port, watcher);
        }
    }

    private <T> void port(Stage stage, Class<T> type, T port) {
        ports.put(type, stage.behind(type, port));
    }

    /// A process that has just started.
    Wiring process() {
        Wiring wiring = new Wiring();
        ports.forEach((type, port) -> bind(wiring, type, port));
        Depots own =
                new Depots(
                        wiring.get(Trunk.class),
                        wiring.get(Packs.class),
                        new Scratch(SCRATCH),
                        run -> depots.get());
        return wiring.bind(Wakes.class, wiring.get(Plans.class))
                .bind(Errands.class, wiring.get(Plans.class))
                .bind(InstantSource.class, world)
                .bind(RandomGenerator.class, world.chance)
                .bind(Chance.class, world.chance)
                .bind(Ids.class, () -> "%026d".formatted(++names))
                .bind(Sandbox.class, sandbox)
                .bind(Prompts.class, prompts)
                .bindItself(equipment)
                .bind(Depots.class, own)
                .bind(
                        Consolidator.class,
                        new Consolidator(wiring.get(Trunk.class), own, CONSOLIDATED_EVERY))
                .bind(Clones.class, StandInUpstream.clones(host))
                .bind(Incoming.class, StandInUpstream.incoming(host))
                .bind(Metrics.class, Metrics.NONE)
                .bind(Pushes.class, StandInUpstream.pushes(host));
    }

    private static <T> void bind(Wiring wiring, Class<T> type, Object port) {
        wiring.bind(type, type.cast(port));
    }

    /// The function that announcements of this kind are handled by.
    static Class<? extends RequestHandler<SQSEvent, SQSBatchResponse>> handler(Announcement said) {
        return switch (said) {
            case Announcement.SeedRun s -> RemoteHandler.class;
            case Announcement.MirrorTrunk m -> RemoteHandler.class;
            case Announcement.RunPlan p -> PlanHandler.class;
            case Announcement.RunTask t -> WorkHandler.class;
            case Announcement.JudgeCycle j -> JudgeHandler.class;
        };
    }

    /// What Lambda tells of this invocation: how much time is left.
    static Context context(World world, Life life) {
        return (Context)
                java.lang.reflect.Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getRemainingTimeInMillis" ->
                                            (int) ((life.deadline - world.time.now()) / 1_000);
                                    case "getAwsRequestId" -> life.toString();
                                    default -> null;
                                });
    }
}
