package dev.shoal.aws;

import dev.shoal.run.Guidance;
import dev.shoal.run.Limits;
import dev.shoal.run.Page;
import dev.shoal.run.Progress;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.Spend;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

@ApplicationScoped
public class DynamoRuns implements Runs {

    private static final Pattern CURSOR = Pattern.compile("\\d{15}#[a-z0-9][a-z0-9-]{0,63}");

    private final TableReader reader;
    private final TableWriter writer;
    private final Log log;
    private final InstantSource clock;

    DynamoRuns(TableReader reader, TableWriter writer, Log log, InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Run create(Run run) {
        RunId id = run.id();
        Outcome outcome =
                writer.transact(
                        List.of(
                                Change.insert(RunRow.fresh(run, clock.instant())),
                                Change.put(Account.fresh(run)),
                                Change.put(quota(run)),
                                Change.put(Item.at(Key.live(id))),
                                log.event(id, "run.created", id.value(), run.goal().text())));
        return outcome.isDone() ? run : find(List.of(id), RunRow::asked).findFirst().orElseThrow();
    }

    private static Item quota(Run run) {
        return Item.at(Key.quota(run.id())).put("tasks", run.goal().limits().tasks());
    }

    @Override
    public Optional<Run> find(RunId id) {
        return find(List.of(id), RunRow::run).findFirst();
    }

    /// Those that exist, in the order of the ids.
    private Stream<Run> find(List<RunId> ids, BiFunction<Item, Spend, Run> read) {
        Map<Key, Item> found =
                reader.getAll(
                        ids.stream()
                                .flatMap(id -> Stream.of(Key.run(id), Key.ledger(id)))
                                .toList());
        return ids.stream()
                .filter(id -> found.containsKey(Key.run(id)))
                .map(
                        id ->
                                read.apply(
                                        found.getOrDefault(Key.run(id), Item.NONE),
                                        Account.spent(
                                                found.getOrDefault(Key.ledger(id), Item.NONE))));
    }

    @Override
    public Page<Run> list(int limit, Optional<String> cursor) {
        List<Item> listed = reader.indexed(index(cursor), limit + 1);
        List<Item> page = listed.subList(0, Math.min(limit, listed.size()));
        List<Run> runs = find(page.stream().map(DynamoRuns::id).toList(), RunRow::run).toList();
        return new Page<>(
                runs,
                listed.size() > limit && limit > 0
                        ? Optional.of(page.getLast().text(RunRow.LISTED))
                        : Optional.empty());
    }

    private static QueryRequest.Builder index(Optional<String> cursor) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .indexName(TableSetup.RUNS)
                        .scanIndexForward(false)
                        .keyConditionExpression("#list = :all")
                        .expressionAttributeNames(Map.of("#list", RunRow.LIST))
                        .expressionAttributeValues(Map.of(":all", Values.text(RunRow.ALL)));
        cursor.ifPresent(text -> query.exclusiveStartKey(start(text)));
        return query;
    }

    private static Map<String, AttributeValue> start(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new Refused("cursor", "not a cursor of this list");
        }
        RunId run = new RunId(cursor.substring(cursor.indexOf('#') + 1));
        return Item.at(Key.run(run))
                .put(RunRow.LIST, RunRow.ALL)
                .put(RunRow.LISTED, cursor)
                .attributes();
    }

    private static RunId id(Item listed) {
        String text = listed.text(RunRow.LISTED);
        return new RunId(text.substring(text.indexOf('#') + 1));
    }

    @Override
    public List<RunId> live() {
        return reader.all(Range.all(Key.LIVE)).stream()
                .map(item -> new RunId(item.text("sk")))
                .toList();
    }

    @Override
    public boolean end(RunId id, RunState.Ended end) {
        Outcome outcome =
                writer.transact(
                        List.of(
                                RunRow.ifNotEnded(RunRow.ended(id, end)),
                                Change.delete(Key.live(id)),
                                log.event(id, "run.ended", id.value(), RunRow.ending(end))));
        return outcome.isDone();
    }

    @Override
    public boolean pause(RunId id) {
        return become(id, RunRow.paused(id), RunRow.PAUSED, "run.paused");
    }

    @Override
    public boolean resume(RunId id) {
        return become(id, RunRow.resumed(id), RunRow.RUNNING, "run.resumed");
    }

    private boolean become(RunId id, Change change, String state, String event) {
        return switch (writer.transact(List.of(change, log.event(id, event, id.value(), "")))) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> denied.found(0).is(Life.STATE, state);
        };
    }

    @Override
    public boolean limit(RunId id, Limits from, Limits to) {
        Item seen = reader.get(Key.run(id)).orElse(Item.NONE);
        if (!hasLimits(seen, from)) {
            return hasLimits(seen, to);
        }
        Outcome outcome =
                writer.transact(
                        List.of(
                                RunRow.limited(id, seen, to),
                                Account.changed(id, from, to),
                                Change.update(Key.quota(id))
                                        .add("tasks", to.tasks() - from.tasks()),
                                log.event(id, "run.limited", id.value(), GoalJson.write(to))));
        return switch (outcome) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> hasLimits(denied.found(0), to);
        };
    }

    private static boolean hasLimits(Item run, Limits limits) {
        return run.exists() && RunRow.run(run, Spend.NOTHING).goal().limits().equals(limits);
    }

    @Override
    public boolean guide(RunId id, String text) {
        int number = guidance(id).size() + 1;
        for (; number <= Guidance.MOST; number++) {
            Item item =
                    Item.at(Key.guidance(id, number))
                            .put("number", number)
                            .put("at", clock.instant().toString())
                            .put("text", text);
            Change event = log.event(id, "run.guidance", id.value(), text);
            if (writer.transact(List.of(Change.insert(item), event)).isDone()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Guidance> guidance(RunId id) {
        return reader.all(Range.all(id, Key.GUIDANCE)).stream()
                .map(
                        item ->
                                new Guidance(
                                        item.small("number"),
                                        Instant.parse(item.text("at")),
                                        item.text("text")))
                .toList();
    }

    @Override
    public Progress progress(RunId id) {
        return Tally.sum(reader.all(Range.all(id, Key.TALLIES)));
    }
}
