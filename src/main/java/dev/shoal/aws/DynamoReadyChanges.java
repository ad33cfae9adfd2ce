package dev.shoal.aws;

import dev.shoal.run.Cut;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Held;
import dev.shoal.work.ReadyChange;
import dev.shoal.work.ReadyChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@ApplicationScoped
public class DynamoReadyChanges implements ReadyChanges {

    /// A transaction holds 100 items of 4 MB in all; some of both stays free.
    private static final int MOST_ITEMS = 98;

    private static final int MOST_BYTES = 3 << 20;

    /// The task, its position, its event, and the end of its waiting if it is published.
    private static final int MOST_ITEMS_EACH = 4;

    private static final int MOST_TOGETHER = MOST_ITEMS / MOST_ITEMS_EACH;

    private final TableReader reader;
    private final TableWriter writer;
    private final Log log;

    DynamoReadyChanges(TableReader reader, TableWriter writer, Log log) {
        this.reader = reader;
        this.writer = writer;
        this.log = log;
    }

    @Override
    public void publish(ReadyChange change) {
        writer.put(Change.put(ReadyRow.item(change)));
    }

    @Override
    public Optional<ReadyChange> front(RunId run) {
        return first(run, 1).stream().findFirst();
    }

    @Override
    public List<ReadyChange> oldest(RunId run) {
        return fitting(first(run, MOST_TOGETHER));
    }

    /// One item counts them all.
    @Override
    public List<ReadyChange> fitting(List<ReadyChange> waiting) {
        List<ReadyChange> fitting = new ArrayList<>();
        Set<PlanId> plans = new HashSet<>();
        int items = 1;
        long bytes = 0;
        for (ReadyChange change : waiting) {
            items += itemsOf(change) + (plans.add(change.held().task().plan()) ? 1 : 0);
            bytes += change.offer().weight();
            if (!fitting.isEmpty() && (items > MOST_ITEMS || bytes > MOST_BYTES)) {
                break;
            }
            fitting.add(change);
        }
        return fitting;
    }

    private static int itemsOf(ReadyChange change) {
        return change.published() ? MOST_ITEMS_EACH : MOST_ITEMS_EACH - 1;
    }

    private List<ReadyChange> first(RunId run, int limit) {
        return reader.first(Range.all(run, Key.READY), limit).stream()
                .map(item -> ReadyRow.change(run, item))
                .toList();
    }

    @Override
    public void withdraw(ReadyChange change) {
        writer.transact(List.of(Change.delete(Key.ready(change.run(), change.id()))));
    }

    @Override
    public Joint landAll(List<Aboard> all) {
        RunId run = all.getFirst().change().run();
        List<Change> changes = new ArrayList<>();
        all.forEach(each -> changes.addAll(changes(run, each)));
        changes.addAll(countdowns(run, all));
        changes.add(Tally.landed(run, all));
        return switch (writer.transact(changes)) {
            case Outcome.Done done -> new Joint.Landed();
            case Outcome.Denied denied -> denied(all, denied);
        };
    }

    /// The denial of the first and the last one tells that the change can't land, that of the
    /// second that its position is taken: see [#denied].
    private List<Change> changes(RunId run, Aboard each) {
        ReadyChange change = each.change();
        Held held = change.held();
        long position = each.landing().position();
        String handoff = Cut.toKeep(change.offer().handoff());
        List<Change> changes = new ArrayList<>();
        changes.add(
                DynamoTasks.ended(held, TaskRow.LANDED, handoff).set(TaskRow.POSITION, position));
        changes.add(Change.insert(Landings.item(run, each.landing())));
        changes.add(log.event(run, "task.landed", held.task().value(), handoff));
        if (change.published()) {
            changes.add(Change.delete(Key.ready(run, change.id())).when(Change.PRESENT));
        }
        return changes;
    }

    private static List<Change> countdowns(RunId run, List<Aboard> all) {
        Map<PlanId, List<String>> ended =
                all.stream()
                        .map(each -> each.change().held().task())
                        .collect(
                                Collectors.groupingBy(
                                        TaskId::plan,
                                        Collectors.mapping(TaskId::value, Collectors.toList())));
        List<Change> changes = new ArrayList<>();
        ended.forEach((plan, tasks) -> changes.add(PlanRow.countdown(run, plan, tasks)));
        return changes;
    }

    private static Joint denied(List<Aboard> all, Outcome.Denied denied) {
        Set<String> refused = new HashSet<>();
        boolean taken = false;
        int place = 0;
        for (Aboard each : all) {
            int last = place + itemsOf(each.change()) - 1;
            if (denied.at(place) || denied.at(last)) {
                refused.add(each.change().id());
            }
            taken |= denied.at(place + 1);
            place = last + 1;
        }
        if (refused.isEmpty() && !taken) {
            throw new PermanentFault("no plan to count down for " + all.getFirst(), null);
        }
        return refused.isEmpty() ? new Joint.PositionTaken() : new Joint.Refused(refused);
    }
}
