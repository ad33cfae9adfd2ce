package dev.shoal.aws;

import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.Lease;
import dev.shoal.run.Page;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import dev.shoal.work.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class DynamoTasks implements Tasks {

    private final TableReader reader;
    private final TableWriter writer;
    private final TaskClaims claims;
    private final Log log;
    private final InstantSource clock;

    DynamoTasks(
            TableReader reader,
            TableWriter writer,
            TaskClaims claims,
            Log log,
            InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.claims = claims;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<Task> find(RunId run, TaskId task) {
        return reader.get(Key.task(run, task)).map(TaskRow::task);
    }

    @Override
    public List<Task> find(RunId run, Collection<TaskId> tasks) {
        return reader
                .getAll(tasks.stream().map(id -> Key.task(run, id)).distinct().toList())
                .values()
                .stream()
                .map(TaskRow::task)
                .sorted(Comparator.comparingInt(task -> task.id().number()))
                .toList();
    }

    @Override
    public List<Task> ofPlan(RunId run, PlanId plan) {
        return reader.all(Range.all(run, Key.TASKS + plan + "-")).stream()
                .map(TaskRow::task)
                .sorted(Comparator.comparingInt(task -> task.id().number()))
                .toList();
    }

    @Override
    public Page<Task> list(RunId run, Optional<String> label, int limit, Optional<String> cursor) {
        Range range =
                cursor.map(text -> TaskId.parse("cursor", text))
                        .map(last -> Range.after(Key.task(run, last), Key.TASKS))
                        .orElse(Range.all(run, Key.TASKS));
        List<Task> found =
                reader
                        .first(
                                range,
                                limit + 1,
                                item -> label.map(l -> item.is(Life.STATE, l)).orElse(true))
                        .stream()
                        .map(TaskRow::task)
                        .toList();
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<Task> page = found.subList(0, limit);
        return new Page<>(page, Optional.of(page.getLast().id().value()));
    }

    @Override
    public Claim<Task> claim(RunId run, TaskId task, Lease lease, Instant now) {
        return claims.claim(run, task, lease, now);
    }

    @Override
    public LandResult land(Held held, Landing landing, String handoff, int conflicts) {
        String kept = Cut.toKeep(handoff);
        Change task = ended(held, TaskRow.LANDED, kept).set(TaskRow.POSITION, landing.position());
        Outcome outcome =
                writer.transact(
                        List.of(
                                task,
                                Change.insert(Landings.item(held.run(), landing)),
                                countdown(held),
                                Tally.landed(held.run(), held.task(), conflicts),
                                log.event(held.run(), "task.landed", held.task().value(), kept)));
        return switch (outcome) {
            case Outcome.Done done -> new LandResult.Landed(landing.position());
            case Outcome.Denied denied when denied.at(0) ->
                    standing(held, landing, denied.found(0));
            case Outcome.Denied denied when denied.at(1) -> new LandResult.PositionTaken();
            case Outcome.Denied denied ->
                    throw new PermanentFault("no plan to count down for " + held, null);
        };
    }

    /// The task was not this holder's when it tried to land: because somebody took it over, or
    /// because it has landed by this very holder.
    private static LandResult standing(Held held, Landing landing, Item task) {
        boolean mine =
                wasEndedBy(task, held, TaskRow.LANDED)
                        && task.number(TaskRow.POSITION) == landing.position();
        return mine ? new LandResult.Landed(landing.position()) : new LandResult.ClaimLost();
    }

    @Override
    public boolean finish(Held held, TaskState.Done end) {
        return finish(held, TaskRow.DONE, Cut.toKeep(end.handoff()));
    }

    @Override
    public boolean finish(Held held, TaskState.Failed end) {
        return finish(held, TaskRow.FAILED, Cut.toKeep(end.handoff()));
    }

    private boolean finish(Held held, String state, String handoff) {
        Outcome outcome =
                writer.transact(
                        List.of(
                                ended(held, state, handoff),
                                countdown(held),
                                Tally.moved(held.run(), held.task(), TaskRow.CLAIMED, state),
                                log.event(
                                        held.run(),
                                        "task." + state,
                                        held.task().value(),
                                        handoff)));
        return switch (outcome) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied ->
                    wasEndedBy(denied.found(0), held, state)
                            && denied.found(0).is(TaskRow.HANDOFF, handoff);
        };
    }

    private static boolean wasEndedBy(Item task, Held held, String state) {
        return task.is(Life.STATE, state) && task.is(Life.TOKEN, held.token());
    }

    static Change ended(Held held, String state, String handoff) {
        return Life.end(changed(held), state).set(TaskRow.HANDOFF, handoff);
    }

    private static Change countdown(Held held) {
        return PlanRow.countdown(held.run(), held.task().plan(), held.task().value());
    }

    private static Change changed(Held held) {
        return Life.ifHeld(
                Change.update(Key.task(held.run(), held.task())), TaskRow.CLAIMED, held.token());
    }

    @Override
    public boolean handOver(Held held, Checkpoint checkpoint, Duration later) {
        return giveBack(held, checkpointed(held, checkpoint).add(TaskRow.LEG, 1), later);
    }

    @Override
    public boolean setAside(Held held, Checkpoint checkpoint) {
        return giveBack(held, checkpointed(held, checkpoint), Duration.ZERO);
    }

    private static Change checkpointed(Held held, Checkpoint checkpoint) {
        Checkpoint kept =
                new Checkpoint(
                        checkpoint.work(),
                        checkpoint.position(),
                        checkpoint.pack(),
                        Cut.toKeep(checkpoint.notes()));
        return TaskRow.checkpoint(changed(held), kept).set(TaskRow.HANDED_OVER, "yes");
    }

    @Override
    public boolean release(Held held) {
        return giveBack(held, changed(held), Duration.ZERO);
    }

    @Override
    public boolean retry(Held held, String mishap, Duration later) {
        List<Change> changes = given(held, Life.fail(changed(held), mishap), later);
        changes.add(log.event(held.run(), "task.mishap", held.task().value(), mishap));
        return writer.transact(changes).isDone();
    }

    private boolean giveBack(Held held, Change task, Duration later) {
        return writer.transact(given(held, task, later)).isDone();
    }

    private List<Change> given(Held held, Change task, Duration later) {
        Instant now = clock.instant().plus(later);
        return new ArrayList<>(
                List.of(
                        Life.giveBack(task, TaskRow.READY, held.token(), now),
                        Tally.moved(held.run(), held.task(), TaskRow.CLAIMED, TaskRow.READY)));
    }
}
