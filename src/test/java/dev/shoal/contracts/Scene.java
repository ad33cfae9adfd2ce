package dev.shoal.contracts;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Amount;
import dev.shoal.run.Claim;
import dev.shoal.run.Goal;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Added;
import dev.shoal.work.Held;
import dev.shoal.work.Task;
import dev.shoal.work.TaskBrief;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One run on some adapters, and the steps that tests take on it.
public final class Scene {

    public static final Duration LEASE = Duration.ofMinutes(15);

    private static final AtomicLong NAMES = new AtomicLong();

    private final AtomicInteger tasks = new AtomicInteger();

    public final Stores stores;
    public final RunId run = new RunId("run-" + name());

    public Scene(Stores stores) {
        this.stores = stores;
    }

    public static String name() {
        return Long.toString(System.nanoTime(), 36) + NAMES.incrementAndGet();
    }

    /// A run in cycle 1 that may create this many tasks.
    public static Scene running(Stores stores, int tasks) {
        Scene scene = new Scene(stores);
        stores.runs().create(scene.asked(limits(tasks, new Amount(1_000, 1_000))));
        stores.trunk().begin(scene.run, scene.landing(0, Optional.empty()));
        stores.cycles().first(scene.run, new PlanBrief("all", "do it"));
        return scene;
    }

    public static Scene running(Stores stores) {
        return running(stores, 1_000);
    }

    public static Limits limits(int tasks, Amount budget) {
        return new Limits(
                10,
                tasks,
                3,
                20,
                new Limits.Effort(3, 8, 200),
                new Limits.Budget(budget.tokens(), budget.micros() / 1_000_000.0, 168));
    }

    public Run asked(Limits limits) {
        return Run.asked(run, stores.clock().instant(), goal(limits));
    }

    public Run asked() {
        return asked(Limits.DEFAULT);
    }

    public static Goal goal(Limits limits) {
        ModelName model = new ModelName("rehearsal", "a/b");
        return new Goal(
                "make \"it\" ünique\n",
                new Goal.Source(
                        URI.create("https://example.org/a.git"), Optional.of("main"), "shoal/x"),
                Optional.of(new Goal.Verify("make test", Duration.ofMinutes(10))),
                new Models(model, model, model),
                limits);
    }

    public Lease lease(String token) {
        return new Lease(token, stores.clock().in(LEASE));
    }

    public HeldPlan planner(PlanId plan) {
        String token = "planner-" + name();
        Claim<Plan> claim = stores.plans().claim(run, plan, lease(token), stores.clock().instant());
        if (claim instanceof Claim.Won<Plan> won) {
            return new HeldPlan(run, won.item().id(), token);
        }
        throw new AssertionError(claim);
    }

    public HeldPlan rootPlanner() {
        return planner(PlanId.root(1));
    }

    public static TaskBrief brief(String title) {
        return new TaskBrief(title, "do " + title, List.of("src/a"), Optional.of("it works"));
    }

    /// A task unlike all others of the scene.
    public TaskId task(HeldPlan planner) {
        int number = tasks.incrementAndGet();
        String title = number == 1 ? "a task" : "a task " + number;
        return created(stores.plans().addTask(planner, brief(title)));
    }

    public List<TaskId> tasks(HeldPlan planner, int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> task(planner)).toList();
    }

    public static <T> T created(Added<T> added) {
        if (added instanceof Added.Created<T>(T id)) {
            return id;
        }
        throw new AssertionError(added);
    }

    public Claim<Task> claim(TaskId task, String token) {
        return stores.tasks().claim(run, task, lease(token), stores.clock().instant());
    }

    public Held worker(TaskId task) {
        String token = "worker-" + name();
        Claim<Task> claim = claim(task, token);
        if (claim instanceof Claim.Won<Task> won) {
            return new Held(run, won.item().id(), token);
        }
        throw new AssertionError(claim);
    }

    public Task find(TaskId task) {
        return stores.tasks().find(run, task).orElseThrow();
    }

    public Plan find(PlanId plan) {
        return stores.plans().find(run, plan).orElseThrow();
    }

    public Landing landing(long position, Optional<TaskId> task) {
        return new Landing(
                position,
                commit(position * 31 + task.map(t -> t.value().hashCode()).orElse(0)),
                "runs/" + run + "/packs/" + position + ".pack",
                task,
                stores.clock().instant());
    }

    public Landing next(Held held) {
        return landing(stores.trunk().end(run).position() + 1, Optional.of(held.task()));
    }

    public static CommitId commit(long number) {
        return new CommitId("%040x".formatted(number & Long.MAX_VALUE));
    }

    public List<String> eventKinds() {
        return stores.events().after(run, Optional.empty(), 10_000).stream()
                .map(event -> event.kind() + " " + event.subject())
                .toList();
    }
}
