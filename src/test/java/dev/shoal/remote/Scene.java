package dev.shoal.remote;

import dev.shoal.agent.Prompts;
import dev.shoal.memory.InMemoryAnnouncements.Sent;
import dev.shoal.memory.Memory;
import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Announcement;
import dev.shoal.run.Event;
import dev.shoal.run.Goal;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunWatch;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Consolidator;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Scratch;
import dev.shoal.work.Added;
import dev.shoal.work.Held;
import dev.shoal.work.TaskBrief;
import dev.shoal.work.TaskState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One run over a real upstream, with everything else in memory and a clock that is set by hand.
final class Scene {
    static final RunId RUN = new RunId("r1");

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final Memory memory = new Memory(() -> now);
    final List<Duration> pauses = new ArrayList<>();
    final Depots depots;
    final RunEnd end;
    final Seeder seeder;
    final Mirror mirror;

    Scene(Path folder) {
        this(folder, new Upstream(true, Optional.empty()));
    }

    Scene(Path folder, Upstream upstream) {
        depots = new Depots(memory.trunk(), memory.packs(), new Scratch(folder));
        Remotes remotes = new Remotes(upstream);
        RunWatch watch = new RunWatch(memory.runs(), () -> now);
        end = new RunEnd(memory.runs(), watch, memory.announcements(), () -> now);
        seeder =
                new Seeder(
                        memory.runs(),
                        new Clones(remotes, upstream, pauses::add),
                        depots,
                        memory.trunk(),
                        memory.cycles(),
                        new Seeder.Ends(watch, end, memory.announcements()),
                        () -> now);
        Setbacks setbacks = new Setbacks();
        mirror =
                new Mirror(
                        memory.runs(),
                        memory.trunk(),
                        levelling(upstream, depots, setbacks),
                        setbacks,
                        memory.announcements(),
                        () -> now);
    }

    Levelling levelling(Upstream upstream, Depots depots, Setbacks setbacks) {
        Remotes remotes = new Remotes(upstream);
        var errands =
                new Settlement(
                        memory.plans(),
                        memory.tasks(),
                        memory.announcements(),
                        Prompts.withoutQuarkus());
        var joining =
                new Joining(
                        memory.trunk(),
                        depots,
                        new Incoming(remotes, upstream),
                        errands,
                        new Consolidator(memory.trunk(), depots),
                        () -> now);
        return new Levelling(
                memory.trunk(), depots, new Pushes(remotes), joining, setbacks, memory.events());
    }

    Scene asked(URI repository) {
        return asked(new Goal.Source(repository, Optional.empty(), "shoal/r1"));
    }

    Scene asked(Goal.Source source) {
        ModelName model = new ModelName("rehearsal", "x");
        Models models = new Models(model, model, model);
        Goal goal = new Goal("Better", source, Optional.empty(), models, Limits.DEFAULT);
        memory.runs().create(Run.asked(RUN, now, goal));
        return this;
    }

    Scene seeded() {
        seeder.seed(RUN);
        return this;
    }

    RunState state() {
        return memory.runs().find(RUN).orElseThrow().state();
    }

    /// Why the run failed.
    String failure() {
        return state() instanceof RunState.Ended(RunState.Outcome outcome, Instant at, String why)
                        && outcome == RunState.Outcome.FAILED
                ? why
                : "not failed: " + state();
    }

    long mirrored() {
        return memory.trunk().mirrored(RUN);
    }

    /// Lands a commit that sets this file, as a worker would.
    String land(String path, String text) {
        return land(task(), path, text);
    }

    String land(TaskId task, String path, String text) {
        claim(task);
        try {
            Landing last = memory.trunk().end(RUN);
            Depot depot = depots.at(RUN, last);
            CommitId parent = last.commit();
            CommitId commit =
                    new CommitId(
                            GitFolder.write(
                                            depot.repository(),
                                            depot.repository().resolve(parent.hex()),
                                            path,
                                            text)
                                    .name());
            String pack = depots.upload(RUN, depot, commit, Optional.of(parent));
            memory.tasks()
                    .land(
                            new Held(RUN, task, "worker"),
                            new Landing(last.position() + 1, commit, pack, Optional.of(task), now),
                            "done",
                            0);
            return commit.hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TaskId task() {
        PlanId plan = PlanId.root(1);
        Lease planner = new Lease("planner", now.plusSeconds(900));
        memory.plans().claim(RUN, plan, planner, now);
        String title = "t" + memory.trunk().end(RUN).position();
        TaskBrief brief = new TaskBrief(title, "do it", List.of(), Optional.empty());
        Added<TaskId> added = memory.plans().addTask(new HeldPlan(RUN, plan, "planner"), brief);
        return ((Added.Created<TaskId>) added).id();
    }

    private void claim(TaskId task) {
        memory.tasks().claim(RUN, task, new Lease("worker", now.plusSeconds(900)), now);
    }

    void finish(TaskId task, TaskState.Failed end) {
        claim(task);
        memory.tasks().finish(new Held(RUN, task, "worker"), end);
    }

    /// The root planner has said that it waits for results.
    void rootWaits() {
        memory.plans().claim(RUN, PlanId.root(1), new Lease("planner", now.plusSeconds(900)), now);
        memory.plans().await(new HeldPlan(RUN, PlanId.root(1), "planner"), Set.of(), "");
    }

    void stop() {
        end.end(RUN, RunState.Outcome.STOPPED, "stopped");
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /// The announcements of this kind that were sent and not taken.
    List<Sent> sent(Class<? extends Announcement> kind) {
        return memory.announcements().sent().stream()
                .filter(sent -> kind.isInstance(sent.announcement()))
                .toList();
    }

    List<Event> events(String kind) {
        return memory.events().after(RUN, Optional.empty(), 1_000).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }
}
