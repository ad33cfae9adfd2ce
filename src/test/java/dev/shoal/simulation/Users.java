package dev.shoal.simulation;

import dev.shoal.judge.Resumption;
import dev.shoal.memory.Memory;
import dev.shoal.run.Limits;
import dev.shoal.run.Reins;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.Steering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Those who watch the run and meddle: they pause it and let it go on, stop it, change its limits,
/// say something. Sometimes at any moment, sometimes just when a worker is about to land or a cycle
/// to end: then it does the most harm.
final class Users implements Crossing.Watcher {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// After so long, what was done to help has come to something or to nothing.
    private static final Duration HELP = Duration.ofHours(2);

    /// Calls during which it is worst.
    private static final List<String> MOMENTS =
            List.of("land", "landAll", "first", "close", "goOn", "finish", "addTask", "publish");

    /// After so many refusals a user stops asking.
    private static final int PATIENCE = 20;

    private final World world;
    private final Memory memory;
    private final RunId run;
    private final Beginning beginning;
    private final List<Plan> plans = new ArrayList<>();
    private int resumed;
    private int raised;
    private long helping = Long.MIN_VALUE;

    /// Begins a process that does something, tried again as long as calls fail.
    interface Beginning {
        void of(Action action);
    }

    interface Action {
        void with(Wiring process);
    }

    enum Act {
        STOP,
        PAUSE,
        LIMIT,
        GUIDE
    }

    /// To do this once, at one of these calls.
    private record Plan(Act act, Set<String> moments, double odds) {}

    Users(World world, Memory memory, RunId run, Beginning beginning) {
        this.world = world;
        this.memory = memory;
        this.run = run;
        this.beginning = beginning;
        this.raised = world.chance.from(0, 2);
        mean(Act.STOP, 0.12, 1);
        mean(Act.PAUSE, 0.25, 3);
        mean(Act.LIMIT, 0.2, 3);
        mean(Act.GUIDE, 0.15, 2);
    }

    private void mean(Act act, double odds, int most) {
        if (world.chance.in(odds)) {
            for (int i = world.chance.from(1, most); i > 0; i--) {
                boolean anyMoment = world.chance.in(0.5);
                plans.add(
                        anyMoment
                                ? new Plan(act, Set.of(), 1.0 / world.chance.spread(20, 2_000))
                                : new Plan(act, Set.of(world.chance.of(MOMENTS)), 0.3));
            }
        }
    }

    @Override
    public void begun(Crossing.Call call) {
        if (plans.isEmpty() || memory.runs().find(run).isEmpty()) {
            return;
        }
        String what = call.name().substring(call.name().indexOf('.') + 1);
        Plan next = plans.getLast();
        if ((next.moments().isEmpty() || next.moments().contains(what))
                && world.chance.in(next.odds())) {
            plans.removeLast();
            world.time.in(0, () -> act(next.act()));
        }
    }

    @Override
    public void after(Crossing.Call call, Object result) {}

    @Override
    public void ended(Crossing.Call call) {}

    private void act(Act act) {
        switch (act) {
            case STOP ->
                    beginning.of(
                            process ->
                                    process.get(RunEnd.class)
                                            .end(
                                                    run,
                                                    RunState.Outcome.STOPPED,
                                                    "stopped by its user"));
            case PAUSE -> {
                world.time.in(Duration.ofSeconds(world.chance.spread(1, 1_200)), this::letGoOn);
                beginning.of(process -> process.get(Reins.class).pause(run));
            }
            case LIMIT -> limit(world.chance.in(0.4));
            case GUIDE ->
                    beginning.of(process -> process.get(Runs.class).guide(run, "Mind the tests."));
        }
    }

    private void limit(boolean lower) {
        double factor = lower ? 0.1 + world.chance.nextDouble() : 1 + 3 * world.chance.nextDouble();
        beginning.of(
                process ->
                        process.get(Runs.class)
                                .find(run)
                                .filter(found -> found.state().mayGoOn())
                                .ifPresent(found -> limited(process, found, factor)));
    }

    private void limited(Wiring process, Run found, double factor) {
        Limits from = found.goal().limits();
        Limits.Budget budget = from.budget();
        Limits to =
                new Limits(
                        from.cycles() + (factor > 1 ? 1 : 0),
                        Math.max(1, (int) (from.tasks() * factor)),
                        from.depth(),
                        from.rounds(),
                        from.perTask(),
                        new Limits.Budget(
                                Math.max(1_000, (long) (budget.tokens() * factor)),
                                budget.usd(),
                                budget.hours()));
        process.get(Steering.class).limit(run, from, to);
    }

    /// Until it does.
    private void letGoOn() {
        boolean paused =
                memory.runs()
                        .find(run)
                        .filter(found -> found.state() instanceof RunState.Paused)
                        .isPresent();
        if (paused) {
            beginning.of(this::resume);
        }
        if (++resumed < PATIENCE || paused) {
            world.time.in(MINUTE.multipliedBy(20), this::letGoOn);
        }
    }

    private void resume(Wiring process) {
        process.get(Runs.class)
                .find(run)
                .ifPresent(found -> process.get(Resumption.class).resume(found));
    }

    /// Looked at now and then: a run whose limit is used up may be given more. True as long as it
    /// may go on by that.
    boolean helps() {
        boolean exhausted =
                memory.runs()
                        .find(run)
                        .filter(
                                found ->
                                        found.state() instanceof RunState.Ended end
                                                && end.outcome() == RunState.Outcome.EXHAUSTED)
                        .isPresent();
        boolean busy = world.time.now() < helping;
        if (exhausted && raised > 0 && !busy) {
            raised--;
            helping = world.time.now() + Timeline.micros(HELP);
            limit(false);
            world.time.in(MINUTE, () -> beginning.of(this::resume));
            return true;
        }
        return busy;
    }
}
