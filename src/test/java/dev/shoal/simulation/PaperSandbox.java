package dev.shoal.simulation;

import dev.shoal.run.RunId;
import dev.shoal.sandbox.Sandbox;

/// Runs no commands, but takes as long as they would, and now and then says that they failed.
final class PaperSandbox implements Sandbox {
    private final World world;
    private final Invariants invariants;
    private final Shape.Pace pace;

    PaperSandbox(World world, Invariants invariants, Shape.Pace pace) {
        this.pace = pace;
        this.world = world;
        this.invariants = invariants;
    }

    @Override
    public Execution run(Job job) {
        if (job.command().equals(Script.COMMAND)) {
            invariants.acts(world.current(), "run a command");
        }
        long most = Timeline.micros(job.timeout());
        long time = world.chance.spread(pace.least(), pace.most());
        world.sleep(Math.min(most, time));
        if (time > most || job.cancelled().getAsBoolean()) {
            return new Execution.TimedOut("...", job.tree());
        }
        if (world.weather.strikes(Fault.MODEL)) {
            return new Execution.Broken("no space left");
        }
        return new Execution.Exited(world.chance.in(0.1) ? 1 : 0, "ran", job.tree());
    }

    @Override
    public void release(RunId run, String scope) {}
}
