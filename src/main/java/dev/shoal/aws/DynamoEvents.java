package dev.shoal.aws;

import dev.shoal.run.Event;
import dev.shoal.run.Events;
import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class DynamoEvents implements Events {

    private final TableReader reader;
    private final TableWriter writer;
    private final Log log;

    DynamoEvents(TableReader reader, TableWriter writer, Log log) {
        this.reader = reader;
        this.writer = writer;
        this.log = log;
    }

    @Override
    public void append(RunId run, String kind, String subject, String text) {
        writer.put(log.event(run, kind, subject, text));
    }

    @Override
    public List<Event> after(RunId run, Optional<String> id, int limit) {
        Range range = Range.after(Key.event(run, id.orElse("")), Key.EVENTS);
        return reader.first(range, limit, log::isKept).stream().map(Log::event).toList();
    }
}
