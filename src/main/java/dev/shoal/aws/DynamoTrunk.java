package dev.shoal.aws;

import dev.shoal.run.Ids;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class DynamoTrunk implements Trunk {

    private static final String POSITION = "position";

    /// Who was the last that might mirror.
    private static final String MARK = "mark";

    private final TableReader reader;
    private final TableWriter writer;
    private final Log log;
    private final Ids ids;

    DynamoTrunk(TableReader reader, TableWriter writer, Log log, Ids ids) {
        this.reader = reader;
        this.writer = writer;
        this.log = log;
        this.ids = ids;
    }

    @Override
    public Landing begin(RunId run, Landing seed) {
        return switch (writer.transact(List.of(Change.insert(Landings.item(run, seed))))) {
            case Outcome.Done done -> seed;
            case Outcome.Denied denied -> Landings.landing(denied.found(0));
        };
    }

    @Override
    public boolean append(RunId run, Landing landing) {
        return switch (writer.transact(
                List.of(
                        Change.insert(Landings.item(run, landing)),
                        log.event(run, "trunk.joined", run.value(), joined(landing))))) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> Landings.landing(denied.found(0)).equals(landing);
        };
    }

    private static String joined(Landing landing) {
        return "position %d, commit %s".formatted(landing.position(), landing.commit());
    }

    @Override
    public Landing end(RunId run) {
        return last(run, Key.LANDINGS)
                .map(Landings::landing)
                .orElseThrow(() -> new PermanentFault("not seeded: run " + run, null));
    }

    private Optional<Item> last(RunId run, String prefix) {
        return reader.first(Range.all(run, prefix).backward(), 1).stream().findFirst();
    }

    @Override
    public List<Landing> after(RunId run, long position, int limit) {
        Range range = Range.all(run, Key.LANDINGS);
        if (position >= 0) {
            range = Range.after(Key.landing(run, position), Key.LANDINGS);
        }
        return reader.first(range, limit).stream().map(Landings::landing).toList();
    }

    @Override
    public Optional<Consolidation> consolidation(RunId run) {
        return last(run, Key.PACKS).map(Landings::consolidation);
    }

    @Override
    public void consolidated(RunId run, Consolidation pack) {
        writer.put(Change.put(Landings.item(run, pack)));
    }

    @Override
    public long mirrored(RunId run) {
        return reader.get(Key.mirror(run))
                .filter(item -> item.has(POSITION))
                .map(item -> item.number(POSITION))
                .orElse(-1L);
    }

    @Override
    public void mirrored(RunId run, long position) {
        writer.update(
                Change.update(Key.mirror(run))
                        .set(POSITION, position)
                        .when("attribute_not_exists(#position) OR #position < :set_position"));
    }

    @Override
    public boolean mayMirror(RunId run, Instant now, Instant next) {
        String mark = ids.next();
        Outcome outcome =
                writer.update(
                        Change.update(Key.mirror(run))
                                .set("next", Values.instant(next))
                                .set(MARK, mark)
                                .when("attribute_not_exists(#next) OR #next <= :now")
                                .with("now", Values.instant(now)));
        return switch (outcome) {
            case Outcome.Done done -> true;
            case Outcome.Denied denied -> denied.found(0).is(MARK, mark);
        };
    }
}
