package dev.shoal.work;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.Workspace;
import dev.shoal.agent.Workspaces;
import dev.shoal.run.RunWatch;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.Merger;
import dev.shoal.trunk.TreeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// One invocation's work on a claimed task: from the checkpoint, or the trunk's end, to an ending
/// or the next checkpoint.
@ApplicationScoped
public class Leg {
    private final Workspaces workspaces;
    private final Depots depots;
    private final Worker worker;
    private final Lander lander;
    private final Endings endings;
    private final Sandbox sandbox;
    private final RunWatch watch;

    public Leg(
            Workspaces workspaces,
            Depots depots,
            Worker worker,
            Lander lander,
            Endings endings,
            Sandbox sandbox,
            RunWatch watch) {
        this.workspaces = workspaces;
        this.depots = depots;
        this.worker = worker;
        this.lander = lander;
        this.endings = endings;
        this.sandbox = sandbox;
        this.watch = watch;
    }

    void work(Job job) {
        Workspaces.AtEnd end = workspaces.atEnd(job.run().id());
        Start start = job.task().checkpoint().map(c -> resume(end, c)).orElseGet(() -> fresh(end));
        try {
            worker.work(job, start.ground(), ended -> end(job, start, ended));
        } finally {
            sandbox.release(job.run().id(), job.scope());
        }
    }

    private void end(Job job, Start start, AgentEnd<Report> ended) {
        switch (ended) {
            case AgentEnd.Finished<Report>(Report report) -> conclude(job, start, report);
            case AgentEnd<Report> cut -> interrupted(job, start, start.workspace().tree(), cut);
        }
    }

    private static Start fresh(Workspaces.AtEnd end) {
        return new Start(end.depot(), Base.of(end.end()), end.workspace(), false);
    }

    /// From the checkpoint, brought up to the trunk's end if it merges with it.
    private Start resume(Workspaces.AtEnd end, Checkpoint checkpoint) {
        Depot depot = end.depot();
        depots.fetch(depot, checkpoint.work(), checkpoint.pack());
        TreeId tree = depot.treeOf(checkpoint.work());
        Base base =
                new Base(checkpoint.position(), depot.parentOf(checkpoint.work()).orElseThrow());
        TreeId landed = depot.treeOf(end.end().commit());
        return switch (new Merger(depot).merge(depot.treeOf(base.commit()), landed, tree)) {
            case Merge.Clean(TreeId merged) -> {
                end.workspace().become(merged);
                yield new Start(depot, Base.of(end.end()), end.workspace(), false);
            }
            case Merge.Conflict conflict -> {
                Workspace workspace = new Workspace(depot, depot.treeOf(base.commit()));
                workspace.become(tree);
                yield new Start(depot, base, workspace, true);
            }
        };
    }

    private void conclude(Job job, Start start, Report report) {
        switch (report) {
            case Report.GaveUp(String handoff) -> endings.failed(job, "gave up: " + handoff);
            case Report.Blocked(String notes, Duration later) ->
                    interrupted(
                            job,
                            start,
                            start.workspace().tree(),
                            new AgentEnd.HandedOver<>(notes, later));
            case Report.Done(String handoff) -> {
                TreeId tree = start.workspace().tree();
                switch (lander.land(job, new Lander.Change(start.base(), tree, handoff, 0))) {
                    case Lander.Outcome.Landed landed -> endings.landed(job);
                    case Lander.Outcome.LandedInTow landed -> {}
                    case Lander.Outcome.Unchanged unchanged -> endings.done(job, handoff);
                    case Lander.Outcome.ClaimLost lost -> {}
                    case Lander.Outcome.NotSettled(AgentEnd<TreeId> end) ->
                            interrupted(job, start, tree, end);
                }
            }
        }
    }

    private void interrupted(Job job, Start start, TreeId tree, AgentEnd<?> cut) {
        switch (cut) {
            case AgentEnd.HandedOver<?>(String notes, Duration later) ->
                    endings.handOver(job, checkpoint(job, start, tree, notes), later);
            case AgentEnd.OutOfAllowance<?>(String notes) ->
                    endings.outOfAllowance(job, checkpoint(job, start, tree, notes));
            case AgentEnd.Stopped<?>(String notes) -> stopped(job, start, tree, notes);
            case AgentEnd.Failed<?>(String cause) -> endings.failed(job, cause);
            case AgentEnd.Finished<?> finished ->
                    throw new IllegalStateException("finished is not an interruption");
        }
    }

    /// A run that can't go on needs no checkpoints.
    private void stopped(Job job, Start start, TreeId tree, String notes) {
        if (watch.find(job.run().id()).map(run -> run.state().mayGoOn()).orElse(false)) {
            endings.setAside(job, checkpoint(job, start, tree, notes));
        } else {
            endings.released(job);
        }
    }

    private Checkpoint checkpoint(Job job, Start start, TreeId tree, String notes) {
        Depot depot = start.depot();
        var draft = lander.draft(job, new Lander.Change(start.base(), tree, "", 0));
        var work = depot.commit(draft);
        String pack =
                depots.upload(job.run().id(), depot, work, Optional.of(start.base().commit()));
        return new Checkpoint(work, start.base().position(), pack, notes);
    }

    /// Where on the trunk a tree is based.
    record Base(long position, CommitId commit) {
        static Base of(Landing landing) {
            return new Base(landing.position(), landing.commit());
        }
    }

    /// `apart`: its files could not be brought up to the trunk's end.
    private record Start(Depot depot, Base base, Workspace workspace, boolean apart) {
        Obstacles.Ground ground() {
            return new Obstacles.Ground(workspace, base.position(), apart);
        }
    }
}
