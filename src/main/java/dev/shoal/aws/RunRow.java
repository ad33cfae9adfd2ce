package dev.shoal.aws;

import dev.shoal.run.Cut;
import dev.shoal.run.Limits;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.RunState.Outcome;
import dev.shoal.run.Spend;
import java.time.Instant;
import java.util.Locale;

/// Runs as items: the run's own, and its [Account].
final class RunRow {

    /// The index that lists runs by time: all have the same value in `LIST`.
    static final String LIST = "list";

    static final String LISTED = "listed";
    static final String ALL = "runs";

    private static final String SEEDING = "seeding";
    static final String RUNNING = "running";
    static final String PAUSED = "paused";
    private static final String ENDED = "ended";
    private static final String CYCLE = "cycle";
    private static final String LIMITS = "limits";

    private RunRow() {}

    static Item fresh(Run run, Instant now) {
        Item item =
                Item.at(Key.run(run.id()))
                        .put("id", run.id().value())
                        .put("createdAt", run.createdAt().toString())
                        .put("goal", GoalJson.write(run.goal()))
                        .put(LIST, ALL)
                        .put(LISTED, listed(run));
        return Life.begin(item, run.id(), SEEDING, now);
    }

    /// Sorts by time; names the run, so that a cursor needs nothing else.
    private static String listed(Run run) {
        return "%015d#%s".formatted(run.createdAt().toEpochMilli(), run.id());
    }

    static Change fromSeeding(RunId run) {
        return Change.update(Key.run(run))
                .set(Life.STATE, RUNNING)
                .set(CYCLE, 1)
                .remove(Life.RUN, Life.DUE)
                .when("#state = :seeding")
                .with("seeding", SEEDING);
    }

    static Change paused(RunId run) {
        return fromTo(run, RUNNING, PAUSED);
    }

    static Change resumed(RunId run) {
        return fromTo(run, PAUSED, RUNNING);
    }

    private static Change fromTo(RunId run, String from, String to) {
        return Change.update(Key.run(run))
                .set(Life.STATE, to)
                .when("#state = :from")
                .with("from", from);
    }

    static Change toCycle(RunId run, int from, int to) {
        return ifIn(Change.update(Key.run(run)).set(CYCLE, to), from);
    }

    /// Only if the run is in this cycle, be it paused there.
    static Change ifIn(Change change, int cycle) {
        return change.when("(#state = :running OR #state = :paused) AND #cycle = :cycle")
                .with("running", RUNNING)
                .with("paused", PAUSED)
                .with("cycle", Values.number(cycle));
    }

    static Change ended(RunId run, RunState.Ended end) {
        return Change.update(Key.run(run))
                .set(Life.STATE, ENDED)
                .set("outcome", end.label())
                .set("endedAt", end.at().toString())
                .set("reason", Cut.toKeep(end.reason()))
                .remove(Life.RUN, Life.DUE);
    }

    static Change ifNotEnded(Change change) {
        return change.when(Change.PRESENT).when("#state <> :ended").with("ended", ENDED);
    }

    /// As an event tells it.
    static String ending(RunState.Ended end) {
        return end.label() + ": " + end.reason();
    }

    static boolean isRunning(Item item, int cycle) {
        return item.is(Life.STATE, RUNNING) && item.number(CYCLE) == cycle;
    }

    /// Exhausted no longer: on in this cycle, or in the next, or, in cycle 0, at its seeding. Only
    /// if `from` is the cycle that it ended in.
    static Change reopened(RunId run, int from, int cycle, Instant now) {
        Change change =
                Change.update(Key.run(run))
                        .remove("outcome", "endedAt", "reason")
                        .when("#state = :ended AND #outcome = :exhausted")
                        .with("ended", ENDED)
                        .with("exhausted", Outcome.EXHAUSTED.name().toLowerCase(Locale.ROOT));
        return cycle == 0
                ? change.set(Life.STATE, SEEDING)
                        .set(Life.RUN, run.value())
                        .set(Life.DUE, Life.soon(now))
                : change.when("#cycle = :from")
                        .with("from", Values.number(from))
                        .set(Life.STATE, RUNNING)
                        .set(CYCLE, cycle);
    }

    static boolean isReopened(Item item, int cycle) {
        return cycle == 0 ? item.is(Life.STATE, SEEDING) : isRunning(item, cycle);
    }

    /// The limits stand in the goal until they are changed.
    static Change limited(RunId run, Item seen, Limits to) {
        Change change = Change.update(Key.run(run)).set(LIMITS, GoalJson.write(to));
        return seen.maybe(LIMITS)
                .map(limits -> change.when("#limits = :seen").with("seen", limits))
                .orElseGet(() -> change.when("attribute_not_exists(#limits)"))
                .when("#state <> :ended OR #outcome = :exhausted")
                .with("ended", ENDED)
                .with("exhausted", Outcome.EXHAUSTED.name().toLowerCase(Locale.ROOT));
    }

    static Run run(Item item, Spend spent) {
        Run asked = asked(item, spent);
        Limits limits = item.maybe(LIMITS).map(GoalJson::limits).orElse(asked.goal().limits());
        return new Run(
                asked.id(), asked.createdAt(), asked.goal().with(limits), asked.state(), spent);
    }

    /// With the limits that were first asked for.
    static Run asked(Item item, Spend spent) {
        return new Run(
                new RunId(item.text("id")),
                Instant.parse(item.text("createdAt")),
                GoalJson.read(item.text("goal")),
                state(item),
                spent);
    }

    private static RunState state(Item item) {
        return switch (item.text(Life.STATE)) {
            case SEEDING -> new RunState.Seeding();
            case RUNNING -> new RunState.Running(item.small(CYCLE));
            case PAUSED -> new RunState.Paused(item.small(CYCLE));
            case ENDED ->
                    new RunState.Ended(
                            Outcome.valueOf(item.text("outcome").toUpperCase(Locale.ROOT)),
                            Instant.parse(item.text("endedAt")),
                            item.text("reason"));
            default -> throw new PermanentFault("unknown state of " + item.key(), null);
        };
    }
}
