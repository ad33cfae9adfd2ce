package dev.shoal.aws;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.Cycles;
import dev.shoal.judge.Verdict;
import dev.shoal.plan.PlanBrief;
import dev.shoal.run.Claim;
import dev.shoal.run.Lease;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class DynamoCycles implements Cycles {

    private final TableReader reader;
    private final TableWriter writer;
    private final Log log;
    private final InstantSource clock;

    DynamoCycles(TableReader reader, TableWriter writer, Log log, InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<Cycle> find(RunId run, int cycle) {
        return reader.get(Key.cycle(run, cycle)).map(CycleRow::cycle);
    }

    @Override
    public List<Cycle> list(RunId run) {
        return reader.all(Range.all(run, Key.CYCLES)).stream().map(CycleRow::cycle).toList();
    }

    @Override
    public boolean first(RunId run, PlanBrief root) {
        List<Change> changes = new ArrayList<>();
        changes.add(RunRow.fromSeeding(run));
        changes.addAll(begun(run, 1, new Next(0, root)));
        return switch (writer.transact(changes)) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> RunRow.isRunning(denied.found(0), 1);
        };
    }

    private List<Change> begun(RunId run, int cycle, Next next) {
        PlanId root = PlanId.root(cycle);
        PlanBrief brief = next.root().toKeep();
        return List.of(
                Change.insert(CycleRow.fresh(run, cycle, next.base())),
                Change.insert(PlanRow.fresh(run, root, brief, clock.instant())),
                log.event(run, "cycle.begun", "c" + cycle, "at position " + next.base()),
                log.event(run, "plan.created", root.value(), brief.scope()));
    }

    @Override
    public Claim<Cycle> claim(RunId run, int cycle, Lease lease, Instant now) {
        Change change =
                Life.claim(Change.update(Key.cycle(run, cycle)), CycleRow.JUDGING, lease)
                        .set(Life.RUN, run.value())
                        .add(Life.ATTEMPT, 1);
        return switch (writer.update(Life.ifFree(change, CycleRow.OPEN, CycleRow.JUDGING, now))) {
            case Outcome.Done(Item after) -> new Claim.Won<>(CycleRow.cycle(after));
            case Outcome.Denied denied -> standing(denied.found(0), lease);
        };
    }

    private static Claim<Cycle> standing(Item seen, Lease lease) {
        if (!seen.is(Life.STATE, CycleRow.JUDGING)) {
            return new Claim.Gone<>();
        }
        Lease held = Life.lease(seen);
        return held.token().equals(lease.token())
                ? new Claim.Won<>(CycleRow.cycle(seen))
                : new Claim.Lost<>(held.until());
    }

    @Override
    public boolean handOver(RunId run, int cycle, String token, String notes, Duration later) {
        Change held = Life.ifHeld(Change.update(Key.cycle(run, cycle)), CycleRow.JUDGING, token);
        Change change = Life.setAside(held, notes).add(Life.LEG, 1);
        return given(writer.update(open(change, token, later)), token);
    }

    @Override
    public boolean setAside(RunId run, int cycle, String token, String notes) {
        Change held = Life.ifHeld(Change.update(Key.cycle(run, cycle)), CycleRow.JUDGING, token);
        Change change = open(Life.setAside(held, notes), token, Duration.ZERO);
        return given(writer.update(change), token);
    }

    @Override
    public boolean retry(RunId run, int cycle, String token, String mishap, Duration later) {
        Change held = Life.ifHeld(Change.update(Key.cycle(run, cycle)), CycleRow.JUDGING, token);
        Change event = log.event(run, "cycle.mishap", "c" + cycle, mishap);
        Change change = open(Life.fail(held, mishap), token, later);
        return given(writer.transact(List.of(change, event)), token);
    }

    private Change open(Change change, String token, Duration later) {
        return Life.giveBack(change, CycleRow.OPEN, token, clock.instant().plus(later));
    }

    private static boolean given(Outcome outcome, String token) {
        return switch (outcome) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied ->
                    denied.found(0).is(Life.STATE, CycleRow.OPEN)
                            && denied.found(0).is(Life.GIVEN_BY, token);
        };
    }

    @Override
    public boolean goOn(RunId run, int cycle, String token, Verdict.Continue verdict, Next next) {
        List<Change> changes = judged(run, cycle, token, verdict);
        changes.add(RunRow.toCycle(run, cycle, cycle + 1));
        changes.addAll(begun(run, cycle + 1, next));
        return judge(changes, token);
    }

    @Override
    public boolean close(RunId run, int cycle, String token, Verdict verdict, RunState.Ended end) {
        List<Change> changes = judged(run, cycle, token, verdict);
        changes.add(RunRow.ifIn(RunRow.ended(run, end), cycle));
        changes.add(Change.delete(Key.live(run)));
        changes.add(log.event(run, "run.ended", run.value(), RunRow.ending(end)));
        return judge(changes, token);
    }

    @Override
    public boolean reopen(RunId run, int cycle, Optional<Next> next) {
        int now = next.isPresent() ? cycle + 1 : cycle;
        List<Change> changes = new ArrayList<>();
        changes.add(RunRow.reopened(run, cycle, now, clock.instant()));
        changes.add(Change.put(Item.at(Key.live(run))));
        changes.add(log.event(run, "run.resumed", run.value(), ""));
        next.ifPresent(start -> changes.addAll(begun(run, now, start)));
        return switch (writer.transact(changes)) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> RunRow.isReopened(denied.found(0), now);
        };
    }

    private List<Change> judged(RunId run, int cycle, String token, Verdict verdict) {
        Verdict kept = verdict.toKeep();
        Change held = Life.ifHeld(Change.update(Key.cycle(run, cycle)), CycleRow.JUDGING, token);
        String text = kept.label() + ": " + kept.reason();
        return new ArrayList<>(
                List.of(
                        CycleRow.judged(held, kept),
                        log.event(run, "cycle.judged", "c" + cycle, text)));
    }

    private boolean judge(List<Change> changes, String token) {
        return switch (writer.transact(changes)) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied ->
                    denied.found(0).is(Life.STATE, CycleRow.JUDGED)
                            && denied.found(0).is(Life.TOKEN, token);
        };
    }
}
