package dev.shoal.aws;

import dev.shoal.run.Announcement;
import dev.shoal.run.Overdue;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

@ApplicationScoped
public class DynamoOverdue implements Overdue {

    /// How long a plan that waits rightly is left alone.
    private static final Duration WAITING = Duration.ofMinutes(5);

    private static final Instant FAR = Instant.EPOCH.plus(Duration.ofDays(100_000));
    private static final int MOST = 100_000;

    private static final int MOST_LOOKS = 20;

    private final TableReader reader;
    private final TableWriter writer;

    DynamoOverdue(TableReader reader, TableWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /// Reads on past plans that wait rightly, so that many of those don't hide what is stuck.
    @Override
    public List<Announcement> take(RunId run, Instant now, int limit) {
        List<Announcement> taken = new ArrayList<>();
        for (int look = 0; look < MOST_LOOKS && taken.size() < limit; look++) {
            List<Item> due = reader.indexed(index(run, now), limit);
            due.stream()
                    .limit(limit - taken.size())
                    .filter(stuck -> putOff(stuck, now))
                    .map(stuck -> announcement(run, stuck.text("sk")))
                    .forEach(taken::add);
            if (due.size() < limit) {
                return taken;
            }
        }
        return taken;
    }

    @Override
    public List<Announcement> unfinished(RunId run, int limit) {
        return reader.indexed(index(run, FAR), limit).stream()
                .map(item -> announcement(run, item.text("sk")))
                .toList();
    }

    /// The index knows only that each will have to be looked at, so all are read, a hundred at a
    /// time; only what is claimed is written.
    @Override
    public List<Announcement> expire(RunId run) {
        List<Key> live = reader.indexed(index(run, FAR), MOST).stream().map(Item::key).toList();
        return reader.getAll(live).values().stream()
                .filter(item -> item.has(Life.UNTIL))
                .filter(this::expire)
                .map(item -> announcement(run, item.text("sk")))
                .toList();
    }

    private boolean expire(Item held) {
        Change change =
                asSeen(held)
                        .set(Life.DUE, 0)
                        .set(Life.UNTIL, Values.instant(Instant.EPOCH))
                        .add(Life.KILLS, 1)
                        .when("attribute_exists(#until)");
        boolean free = held.count(Life.KILLS) < FREE_KILLS;
        return writer.update(free ? change.add(Life.ATTEMPT, -1) : change).isDone();
    }

    private static QueryRequest.Builder index(RunId run, Instant now) {
        return QueryRequest.builder()
                .indexName(TableSetup.DUE)
                .keyConditionExpression("#live = :run AND #due <= :now")
                .expressionAttributeNames(Map.of("#live", Life.RUN, "#due", Life.DUE))
                .expressionAttributeValues(
                        Map.of(
                                ":run", Values.text(run.value()),
                                ":now", Values.number(now.toEpochMilli())));
    }

    /// True if this call put it off. The index may be behind the item, and another sweep before
    /// this one.
    private boolean putOff(Item stuck, Instant now) {
        Change first = putOff(stuck, now, AGAIN).when("attribute_not_exists(#putOff)");
        return switch (writer.update(first)) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied ->
                    denied.found(0).has(Life.PUT_OFF)
                            ? putOffLonger(stuck, denied.found(0), now)
                            : left(stuck, denied.found(0), now);
        };
    }

    private boolean putOffLonger(Item stuck, Item found, Instant now) {
        Duration last = Duration.ofMillis(found.number(Life.PUT_OFF));
        Duration next = last.compareTo(LONGEST.dividedBy(2)) < 0 ? last.multipliedBy(2) : LONGEST;
        Change again =
                putOff(stuck, now, next)
                        .when("#putOff = :last")
                        .with("last", Values.number(last.toMillis()));
        return switch (writer.update(again)) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> left(stuck, denied.found(0), now);
        };
    }

    private static Change putOff(Item stuck, Instant now, Duration time) {
        return asSeen(stuck)
                .set(Life.DUE, now.plus(time).toEpochMilli())
                .set(Life.PUT_OFF, time.toMillis())
                .when("#state <> :waiting OR " + PlanRow.AT_LOW_WATER)
                .with("waiting", PlanRow.WAITING);
    }

    /// A plan that waits rightly.
    private boolean left(Item stuck, Item found, Instant now) {
        if (found.is(Life.STATE, PlanRow.WAITING)) {
            writer.update(asSeen(stuck).set(Life.DUE, now.plus(WAITING).toEpochMilli()));
        }
        return false;
    }

    private static Change asSeen(Item stuck) {
        return Change.update(stuck.key())
                .when("#due = :seen")
                .with("seen", Values.number(stuck.number(Life.DUE)));
    }

    private static Announcement announcement(RunId run, String sk) {
        String id = sk.substring(sk.indexOf('#') + 1);
        return switch (sk.substring(0, sk.indexOf('#') + 1)) {
            case Key.TASKS -> new Announcement.RunTask(run, new TaskId(id));
            case Key.PLANS -> new Announcement.RunPlan(run, new PlanId(id));
            case Key.CYCLES -> new Announcement.JudgeCycle(run, Integer.parseInt(id));
            default -> new Announcement.SeedRun(run);
        };
    }
}
