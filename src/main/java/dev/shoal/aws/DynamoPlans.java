package dev.shoal.aws;

import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.plan.Plans;
import dev.shoal.run.Claim;
import dev.shoal.run.Cut;
import dev.shoal.run.Lease;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Added;
import dev.shoal.work.TaskBrief;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
public class DynamoPlans implements Plans {

    private final TableReader reader;
    private final TableWriter writer;
    private final PlanChildren children;
    private final PlanWaits waits;
    private final Log log;

    DynamoPlans(
            TableReader reader,
            TableWriter writer,
            PlanChildren children,
            PlanWaits waits,
            Log log) {
        this.reader = reader;
        this.writer = writer;
        this.children = children;
        this.waits = waits;
        this.log = log;
    }

    @Override
    public Optional<Plan> find(RunId run, PlanId plan) {
        return reader.get(Key.plan(run, plan)).map(PlanRow::plan);
    }

    @Override
    public List<Plan> find(RunId run, Collection<PlanId> plans) {
        return reader
                .getAll(plans.stream().map(id -> Key.plan(run, id)).distinct().toList())
                .values()
                .stream()
                .map(PlanRow::plan)
                .sorted(Comparator.comparing(plan -> plan.id().value()))
                .toList();
    }

    @Override
    public List<Plan> list(RunId run) {
        return reader.all(Range.all(run, Key.PLANS)).stream().map(PlanRow::plan).toList();
    }

    @Override
    public Claim<Plan> claim(RunId run, PlanId plan, Lease lease, Instant now) {
        Change change =
                Life.claim(Change.update(Key.plan(run, plan)), PlanRow.CLAIMED, lease)
                        .add(Life.ATTEMPT, 1);
        return switch (writer.update(Life.ifFree(change, PlanRow.READY, PlanRow.CLAIMED, now))) {
            case Outcome.Done(Item after) -> new Claim.Won<>(PlanRow.plan(after));
            case Outcome.Denied denied -> standing(denied.found(0), lease);
        };
    }

    private static Claim<Plan> standing(Item seen, Lease lease) {
        if (!seen.is(Life.STATE, PlanRow.CLAIMED)) {
            return new Claim.Gone<>();
        }
        Lease held = Life.lease(seen);
        return held.token().equals(lease.token())
                ? new Claim.Won<>(PlanRow.plan(seen))
                : new Claim.Lost<>(held.until());
    }

    @Override
    public Added<TaskId> addTask(HeldPlan held, TaskBrief brief) {
        return children.addTask(held, brief.toKeep());
    }

    @Override
    public Added<TaskId> addErrand(RunId run, PlanId plan, TaskBrief brief) {
        return children.addErrand(run, plan, brief.toKeep());
    }

    @Override
    public Added<PlanId> addPlan(HeldPlan held, PlanBrief brief) {
        return children.addPlan(held, brief.toKeep());
    }

    @Override
    public boolean await(HeldPlan held, Set<String> heard, String summary) {
        return waits.await(held, heard, Cut.toKeep(summary));
    }

    @Override
    public boolean handOver(HeldPlan held, String notes, Duration later) {
        return waits.handOver(held, notes, later);
    }

    @Override
    public boolean setAside(HeldPlan held, String notes) {
        return waits.setAside(held, notes);
    }

    @Override
    public boolean retry(HeldPlan held, String mishap, Duration later) {
        return waits.retry(held, mishap, later, log);
    }

    @Override
    public Wake wake(RunId run, PlanId plan) {
        return waits.wake(run, plan);
    }

    @Override
    public boolean finish(HeldPlan held, PlanState.Done end) {
        return finish(held, PlanRow.DONE, Cut.toKeep(end.handoff()));
    }

    @Override
    public boolean finish(HeldPlan held, PlanState.Failed end) {
        return finish(held, PlanRow.FAILED, Cut.toKeep(end.handoff()));
    }

    private boolean finish(HeldPlan held, String state, String handoff) {
        Change plan =
                Life.end(
                        Life.ifHeld(
                                Change.update(Key.plan(held.run(), held.plan())),
                                PlanRow.CLAIMED,
                                held.token()),
                        state);
        Outcome outcome =
                writer.transact(
                        List.of(
                                plan.set(PlanRow.HANDOFF, handoff),
                                waits.told(held),
                                log.event(
                                        held.run(),
                                        "plan." + state,
                                        held.plan().value(),
                                        handoff)));
        return switch (outcome) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> wasEndedBy(denied.found(0), held, state, handoff);
        };
    }

    private static boolean wasEndedBy(Item plan, HeldPlan held, String state, String handoff) {
        return plan.is(Life.STATE, state)
                && plan.is(Life.TOKEN, held.token())
                && plan.is(PlanRow.HANDOFF, handoff);
    }
}
