package dev.shoal.aws;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Break;
import dev.shoal.work.Breaks;
import dev.shoal.work.Symptom;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Each break is one item of its own, `break#<cycle>#<fingerprint>`, so that runs without failures
/// cost nothing.
@ApplicationScoped
public class DynamoBreaks implements Breaks {
    private static final String FILE = "file";
    private static final String ERROR = "error";
    private static final String MET_BY = "metBy";
    private static final String ROUND = "round";
    private static final String FIX = "fix";

    private final TableReader reader;
    private final TableWriter writer;

    DynamoBreaks(TableReader reader, TableWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public Break met(RunId run, TaskId by, Symptom symptom) {
        return written(
                at(run, by, symptom)
                        .set(FILE, symptom.file())
                        .set(ERROR, symptom.error())
                        .add(MET_BY, Set.of(by.value()))
                        .when("attribute_not_exists(#fix)"));
    }

    @Override
    public Break mends(RunId run, Break seen, TaskId fix) {
        Change change =
                at(run, fix, seen.symptom())
                        .set(FIX, fix.value())
                        .when("attribute_not_exists(#fix)");
        return written(
                seen.round() == 0
                        ? change.when("attribute_not_exists(#round)")
                        : change.when("#round = :round").with(ROUND, Values.number(seen.round())));
    }

    @Override
    public Break reopen(RunId run, Break seen, TaskId by) {
        String fix = seen.fix().orElseThrow().value();
        return written(
                at(run, by, seen.symptom())
                        .set(MET_BY, Values.set(Set.of(by.value())))
                        .set(ROUND, seen.round() + 1L)
                        .remove(FIX)
                        .when("#fix = :fix")
                        .with(FIX, fix));
    }

    @Override
    public List<Break> list(RunId run, int cycle) {
        return reader.all(Range.all(run, Key.breaks(cycle))).stream()
                .map(DynamoBreaks::found)
                .toList();
    }

    private static Change at(RunId run, TaskId task, Symptom symptom) {
        int cycle = task.plan().cycle();
        return Change.update(Key.of(run, Key.breaks(cycle) + symptom.fingerprint()));
    }

    private Break written(Change change) {
        return switch (writer.update(change)) {
            case Outcome.Done(Item after) -> found(after);
            case Outcome.Denied denied when denied.found(0).exists() -> found(denied.found(0));
            case Outcome.Denied denied -> throw new PermanentFault("no break to change", null);
        };
    }

    private static Break found(Item item) {
        return new Break(
                new Symptom(item.text(FILE), item.text(ERROR)),
                (int) item.count(ROUND),
                item.set(MET_BY).stream().map(TaskId::new).collect(Collectors.toSet()),
                item.maybe(FIX).map(TaskId::new));
    }
}
