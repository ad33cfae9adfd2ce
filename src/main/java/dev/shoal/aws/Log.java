package dev.shoal.aws;

import dev.shoal.run.Cut;
import dev.shoal.run.Event;
import dev.shoal.run.Ids;
import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Events as items. They expire; the table deletes them some time after that, so readers check.
@ApplicationScoped
class Log {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TEXT = 1_000;

    private final Ids ids;
    private final InstantSource clock;

    Log(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    Change event(RunId run, String kind, String subject, String text) {
        String id = ids.next();
        Instant now = clock.instant();
        return Change.put(
                Item.at(Key.event(run, id))
                        .put("id", id)
                        .put("at", now.toString())
                        .put("kind", kind)
                        .put("subject", subject)
                        .put("text", Cut.toKeep(text, TEXT))
                        .put("expires", now.plus(KEPT).getEpochSecond()));
    }

    boolean isKept(Item item) {
        return item.number("expires") > clock.instant().getEpochSecond();
    }

    static Event event(Item item) {
        return new Event(
                item.text("id"),
                Instant.parse(item.text("at")),
                item.text("kind"),
                item.text("subject"),
                item.text("text"));
    }
}
